package io.aletheia.grammar.tree;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** {@code VECTOR(n)} as the type of a cast; its Calcite type is an array of n non-null REALs. */
public final class SqlVectorType extends SqlTypeNameSpec {
    private final int dimensions;

    /** Makes the type. */
    public SqlVectorType(int dimensions, SqlParserPos pos) {
        super(new SqlIdentifier("VECTOR", pos), pos);
        this.dimensions = dimensions;
    }

    /** The number of dimensions. */
    public int dimensions() {
        return dimensions;
    }

    @Override
    public RelDataType deriveType(SqlValidator validator) {
        RelDataTypeFactory factory = validator.getTypeFactory();
        return factory.createArrayType(factory.createSqlType(SqlTypeName.REAL), dimensions);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("VECTOR");
        SqlWriter.Frame frame = writer.startList("(", ")");
        writer.print(dimensions);
        writer.endList(frame);
    }

    @Override
    public boolean equalsDeep(SqlTypeNameSpec other, Litmus litmus) {
        boolean same = other instanceof SqlVectorType vector && dimensions == vector.dimensions;
        return same ? litmus.succeed() : litmus.fail("{} != {}", this, other);
    }
}
