package io.aletheia.jdbc.metadata;

import io.aletheia.engine.model.ValueType;
import io.aletheia.jdbc.types.RowsCursor;
import io.aletheia.query.Cursor;
import io.aletheia.query.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a metadata result, as the tables in {@link java.sql.DatabaseMetaData}'s documentation give them. A column is text
 * unless a Java type follows its name. Immutable.
 *
 * @param columns names and types in order
 */
record ResultShape(List<ResultColumn> columns) {
    static final ResultShape PROCEDURES = of("""
            PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 RESERVED3 REMARKS
            PROCEDURE_TYPE:short SPECIFIC_NAME
            """);
    static final ResultShape PROCEDURE_COLUMNS = of("""
            PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:short DATA_TYPE:int TYPE_NAME
            PRECISION:int LENGTH:int SCALE:short RADIX:short NULLABLE:short REMARKS COLUMN_DEF SQL_DATA_TYPE:int
            SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SPECIFIC_NAME
            """);
    static final ResultShape TABLES = of("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME
            SELF_REFERENCING_COL_NAME REF_GENERATION
            """);
    static final ResultShape SCHEMAS = of("""
            TABLE_SCHEM TABLE_CATALOG
            """);
    static final ResultShape CATALOGS = of("""
            TABLE_CAT
            """);
    static final ResultShape TABLE_TYPES = of("""
            TABLE_TYPE
            """);
    static final ResultShape COLUMNS = of("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int
            BUFFER_LENGTH:int DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS COLUMN_DEF
            SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE
            SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:short IS_AUTOINCREMENT IS_GENERATEDCOLUMN
            """);
    static final ResultShape COLUMN_PRIVILEGES = of("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE
            """);
    static final ResultShape TABLE_PRIVILEGES = of("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE
            """);
    static final ResultShape ROW_IDENTIFIERS = of("""
            SCOPE:short COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int
            DECIMAL_DIGITS:short PSEUDO_COLUMN:short
            """);
    static final ResultShape PRIMARY_KEYS = of("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:short PK_NAME
            """);
    static final ResultShape FOREIGN_KEYS = of("""
            PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME
            FKCOLUMN_NAME KEY_SEQ:short UPDATE_RULE:short DELETE_RULE:short FK_NAME PK_NAME DEFERRABILITY:short
            """);
    static final ResultShape TYPES = of("""
            TYPE_NAME DATA_TYPE:int PRECISION:int LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE:short
            CASE_SENSITIVE:boolean SEARCHABLE:short UNSIGNED_ATTRIBUTE:boolean FIXED_PREC_SCALE:boolean
            AUTO_INCREMENT:boolean LOCAL_TYPE_NAME MINIMUM_SCALE:short MAXIMUM_SCALE:short SQL_DATA_TYPE:int
            SQL_DATETIME_SUB:int NUM_PREC_RADIX:int
            """);
    static final ResultShape INDEXES = of("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:boolean INDEX_QUALIFIER INDEX_NAME TYPE:short
            ORDINAL_POSITION:short COLUMN_NAME ASC_OR_DESC CARDINALITY:long PAGES:long FILTER_CONDITION
            """);
    static final ResultShape USER_TYPES = of("""
            TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:int REMARKS BASE_TYPE:short
            """);
    static final ResultShape SUPER_TYPES = of("""
            TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME
            """);
    static final ResultShape SUPER_TABLES = of("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME
            """);
    static final ResultShape ATTRIBUTES = of("""
            TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:int ATTR_TYPE_NAME ATTR_SIZE:int
            DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS ATTR_DEF SQL_DATA_TYPE:int
            SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG
            SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:short
            """);
    static final ResultShape CLIENT_INFO = of("""
            NAME MAX_LEN:int DEFAULT_VALUE DESCRIPTION
            """);
    static final ResultShape FUNCTIONS = of("""
            FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:short SPECIFIC_NAME
            """);
    static final ResultShape FUNCTION_COLUMNS = of("""
            FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:short DATA_TYPE:int TYPE_NAME
            PRECISION:int LENGTH:int SCALE:short RADIX:short NULLABLE:short REMARKS CHAR_OCTET_LENGTH:int
            ORDINAL_POSITION:int IS_NULLABLE SPECIFIC_NAME
            """);
    static final ResultShape PSEUDO_COLUMNS = of("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int COLUMN_SIZE:int DECIMAL_DIGITS:int
            NUM_PREC_RADIX:int COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:int IS_NULLABLE
            """);

    private static ResultShape of(String text) {
        var columns = new ArrayList<ResultColumn>();
        for (String word : text.strip().split("\\s+", -1)) {
            int colon = word.indexOf(':');
            String name = colon < 0 ? word : word.substring(0, colon);
            columns.add(ResultColumn.of(name, type(colon < 0 ? "String" : word.substring(colon + 1))));
        }
        return new ResultShape(List.copyOf(columns));
    }

    private static ValueType type(String javaType) {
        return switch (javaType) {
            case "String" -> ValueType.VARCHAR;
            case "int" -> ValueType.INTEGER;
            case "short" -> ValueType.SMALLINT;
            case "long" -> ValueType.BIGINT;
            case "boolean" -> ValueType.BOOLEAN;
            default -> throw new IllegalArgumentException("no type of a metadata column: " + javaType);
        };
    }

    /** The rows as a result. */
    Cursor of(List<@Nullable Object[]> rows) {
        return new RowsCursor(columns, rows);
    }

    /** No rows. */
    Cursor empty() {
        return of(List.of());
    }
}
