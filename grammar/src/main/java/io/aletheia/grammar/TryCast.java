package io.aletheia.grammar;

import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;

/** Holds the operators of TRY_CAST and ILIKE apart, so that its large class is loaded only by a statement that uses it. */
final class TryCast {
    static final SqlOperator OPERATOR = SqlLibraryOperators.TRY_CAST;
    static final SqlOperator ILIKE = SqlLibraryOperators.ILIKE;
    static final SqlOperator NOT_ILIKE = SqlLibraryOperators.NOT_ILIKE;

    private TryCast() {}
}
