package io.aletheia.grammar;

import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;

/** Holds the operator of TRY_CAST apart, so that its large class is loaded only by a statement that uses it. */
final class TryCast {
    static final SqlOperator OPERATOR = SqlLibraryOperators.TRY_CAST;

    private TryCast() {}
}
