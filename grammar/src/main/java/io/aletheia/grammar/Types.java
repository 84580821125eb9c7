package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.SqlVectorType;
import io.aletheia.grammar.tree.TypeName;
import io.aletheia.grammar.tree.TypeName.Base;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Builds types, for columns as {@link TypeName} and for casts as Calcite's type specifications. */
final class Types {
    /** The largest length, precision or number of dimensions that can be written. */
    private static final int NUMBER_DIGITS_MAX = 9;

    private final Builder builder;

    Types(Builder builder) {
        this.builder = builder;
    }

    TypeName typeName(AletheiaParser.DataTypeContext context) {
        String word = builder.names.word(context.identifier());
        boolean varying = context.VARYING() != null;
        boolean withZone = context.ZONE() != null && context.WITHOUT() == null;
        Base base = base(word, context);
        if (varying) {
            if (base != Base.CHAR && base != Base.BINARY) {
                throw builder.text.error(context.VARYING().getSymbol(), "VARYING follows CHARACTER or BINARY only");
            }
            base = base == Base.CHAR ? Base.VARCHAR : Base.VARBINARY;
        }
        if (context.PRECISION() != null && !word.equals("DOUBLE")) {
            throw builder.text.error(context.PRECISION().getSymbol(), "PRECISION follows DOUBLE only");
        }
        if (context.ZONE() != null && base != Base.TIME && base != Base.TIMESTAMP) {
            throw builder.text.error(context.ZONE().getSymbol(), "TIME ZONE belongs to TIME and TIMESTAMP only");
        }
        if (word.equals("TIMESTAMPTZ")) {
            withZone = true;
        }
        int[] numbers = numbers(context);
        checkNumbers(base, word, numbers, context);
        if (word.equals("FLOAT") && numbers[0] != TypeName.UNSPECIFIED) {
            base = numbers[0] <= 24 ? Base.REAL : Base.DOUBLE;
            numbers[0] = TypeName.UNSPECIFIED;
        }
        TypeName result = new TypeName(base, numbers[0], numbers[1], withZone, null);
        for (int i = 0; i < context.ARRAY().size(); i++) {
            result = TypeName.arrayOf(result);
        }
        return result;
    }

    private Base base(String word, AletheiaParser.DataTypeContext context) {
        return switch (word) {
            case "BOOLEAN", "BOOL" -> Base.BOOLEAN;
            case "SMALLINT", "INT2" -> Base.SMALLINT;
            case "INTEGER", "INT", "INT4" -> Base.INTEGER;
            case "BIGINT", "INT8" -> Base.BIGINT;
            case "REAL", "FLOAT4" -> Base.REAL;
            case "DOUBLE", "FLOAT", "FLOAT8" -> Base.DOUBLE;
            case "DECIMAL", "NUMERIC", "DEC" -> Base.DECIMAL;
            case "CHAR", "CHARACTER", "NCHAR" -> Base.CHAR;
            case "VARCHAR", "TEXT", "STRING", "NVARCHAR" -> Base.VARCHAR;
            case "BINARY" -> Base.BINARY;
            case "VARBINARY", "BYTEA" -> Base.VARBINARY;
            case "DATE" -> Base.DATE;
            case "TIME" -> Base.TIME;
            case "TIMESTAMP", "DATETIME", "TIMESTAMPTZ" -> Base.TIMESTAMP;
            case "UUID" -> Base.UUID;
            case "VECTOR" -> Base.VECTOR;
            default ->
                throw builder.text.error(
                        context,
                        "unknown type " + context.identifier().getText()
                                + "; the types are BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, CHAR, VARCHAR, BINARY,"
                                + " VARBINARY, DATE, TIME, TIMESTAMP, UUID, VECTOR and ARRAYs of them");
        };
    }

    private int[] numbers(AletheiaParser.DataTypeContext context) {
        int[] numbers = {TypeName.UNSPECIFIED, TypeName.UNSPECIFIED};
        int found = 0;
        // Only the numbers before ARRAY are the type's; the one in ARRAY[n] says nothing, as in PostgreSQL.
        Token array = context.ARRAY().isEmpty() ? null : context.ARRAY(0).getSymbol();
        for (TerminalNode number : context.INTEGER()) {
            Token token = number.getSymbol();
            if (array == null || token.getTokenIndex() < array.getTokenIndex()) {
                numbers[found] = number(token);
                found++;
            }
        }
        return numbers;
    }

    private int number(Token token) {
        if (token.getText().length() > NUMBER_DIGITS_MAX) {
            throw builder.text.error(token, "the number " + token.getText() + " is too large for a type");
        }
        return Integer.parseInt(token.getText());
    }

    private void checkNumbers(Base base, String word, int[] numbers, AletheiaParser.DataTypeContext context) {
        int allowed = switch (base) {
            case DECIMAL -> 2;
            case CHAR, VARCHAR, BINARY, VARBINARY, TIME, TIMESTAMP, VECTOR -> 1;
            case DOUBLE -> word.equals("FLOAT") ? 1 : 0;
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DATE, UUID, ARRAY -> 0;
        };
        int given = numbers[1] != TypeName.UNSPECIFIED ? 2 : numbers[0] != TypeName.UNSPECIFIED ? 1 : 0;
        if (given > allowed) {
            throw builder.text.error(
                    context, word + (allowed == 0 ? " takes no number" : " takes one number") + " in parentheses");
        }
        if (base == Base.VECTOR && numbers[0] < 1) {
            throw builder.text.error(context, "VECTOR needs its number of dimensions, as in VECTOR(384)");
        }
    }

    /** The type as the second operand of CAST. */
    SqlDataTypeSpec castType(AletheiaParser.DataTypeContext context) {
        SqlParserPos position = builder.names.position(context);
        return new SqlDataTypeSpec(spec(typeName(context), position), position);
    }

    private SqlTypeNameSpec spec(TypeName type, SqlParserPos position) {
        if (type.element() != null) {
            return new SqlCollectionTypeNameSpec(spec(type.element(), position), SqlTypeName.ARRAY, position);
        }
        if (type.base() == Base.VECTOR) {
            return new SqlVectorType(type.precision(), position);
        }
        int scale = type.scale() == TypeName.UNSPECIFIED ? Integer.MIN_VALUE : type.scale();
        return new SqlBasicTypeNameSpec(sqlName(type), type.precision(), scale, null, position);
    }

    private static SqlTypeName sqlName(TypeName type) {
        return switch (type.base()) {
            case BOOLEAN -> SqlTypeName.BOOLEAN;
            case SMALLINT -> SqlTypeName.SMALLINT;
            case INTEGER -> SqlTypeName.INTEGER;
            case BIGINT -> SqlTypeName.BIGINT;
            case REAL -> SqlTypeName.REAL;
            case DOUBLE -> SqlTypeName.DOUBLE;
            case DECIMAL -> SqlTypeName.DECIMAL;
            case CHAR -> SqlTypeName.CHAR;
            case VARCHAR -> SqlTypeName.VARCHAR;
            case BINARY -> SqlTypeName.BINARY;
            case VARBINARY -> SqlTypeName.VARBINARY;
            case DATE -> SqlTypeName.DATE;
            case TIME -> type.withTimeZone() ? SqlTypeName.TIME_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIME;
            case TIMESTAMP -> type.withTimeZone() ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP;
            case UUID -> SqlTypeName.UUID;
            case ARRAY, VECTOR -> throw new IllegalArgumentException("not a basic type: " + type);
        };
    }
}
