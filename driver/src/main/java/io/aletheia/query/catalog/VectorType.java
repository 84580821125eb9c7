package io.aletheia.query.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypePrecedenceList;
import org.apache.calcite.sql.type.AbstractSqlType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** VECTOR(n): n floats. Two vector types are equal if their dimensions and nullability are. Immutable. */
public final class VectorType extends AbstractSqlType {
    private static final long serialVersionUID = 1L;

    private static final RelDataTypePrecedenceList ONLY_ITSELF = new RelDataTypePrecedenceList() {
        @Override
        public boolean containsType(RelDataType type) {
            return type instanceof VectorType;
        }

        @Override
        public int compareTypePrecedence(RelDataType type1, RelDataType type2) {
            return 0;
        }
    };

    private final int dimension;

    /** A type of vectors with this many elements. */
    public VectorType(int dimension, boolean nullable) {
        super(SqlTypeName.OTHER, nullable, null);
        this.dimension = dimension;
        computeDigest();
    }

    /** How many elements a value has. */
    public int dimension() {
        return dimension;
    }

    @Override
    public int getPrecision() {
        return dimension;
    }

    @Override
    public RelDataTypePrecedenceList getPrecedenceList() {
        return ONLY_ITSELF;
    }

    @Override
    protected void generateTypeString(@Nullable StringBuilder text, boolean withDetail) {
        if (text != null) {
            text.append("VECTOR(").append(dimension).append(')');
        }
    }
}
