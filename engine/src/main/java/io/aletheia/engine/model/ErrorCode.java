package io.aletheia.engine.model;

/**
 * Every error that the database reports, with its SQLSTATE and vendor code. The list in {@code docs/errors.md} is checked
 * against this enum.
 */
public enum ErrorCode {
    // Connecting: 1xxx
    BAD_URL("08001", 1001),
    UNKNOWN_PROPERTY("08001", 1002),
    BAD_PROPERTY_VALUE("08001", 1003),
    PROPERTY_CONFLICT("HY024", 1004),
    CANNOT_OPEN("08001", 1005),
    DATABASE_LOCKED("08001", 1006),
    DATABASE_CORRUPT("XX001", 1007),
    CONNECTION_CLOSED("08003", 1020),
    CONNECTION_BROKEN("08006", 1021),
    COMMIT_OUTCOME_UNKNOWN("08007", 1022),
    LOG_UNAVAILABLE("58030", 1023),
    // Text: 30xx
    SYNTAX_ERROR("42601", 3001),
    TOO_COMPLEX("54001", 3002),
    // Names: 31xx
    UNKNOWN_TABLE("42P01", 3101),
    UNKNOWN_COLUMN("42703", 3102),
    UNKNOWN_FUNCTION("42883", 3103),
    UNKNOWN_SCHEMA("3F000", 3104),
    AMBIGUOUS_COLUMN("42702", 3105),
    TABLE_EXISTS("42P07", 3106),
    COLUMN_EXISTS("42701", 3107),
    INVALID_DEFINITION("42P16", 3108),
    GROUPING_ERROR("42803", 3109),
    DEPENDENT_OBJECTS("2BP01", 3110),
    INVALID_STATEMENT("42000", 3111),
    NOT_SETTABLE("428C9", 3112),
    WRONG_OBJECT("42809", 3113),
    UNKNOWN_OBJECT("42704", 3114),
    // Types and values: 32xx
    TYPE_MISMATCH("42804", 3201),
    INVALID_CAST("22018", 3202),
    NUMERIC_OUT_OF_RANGE("22003", 3203),
    DIVISION_BY_ZERO("22012", 3204),
    DATETIME_FORMAT("22007", 3205),
    DATETIME_OUT_OF_RANGE("22008", 3206),
    PERIOD_EMPTY("22020", 3207),
    PERIOD_BOUND_NULL("22004", 3208),
    STRING_TOO_LONG("22001", 3209),
    INVALID_ARGUMENT("22023", 3210),
    INVALID_TEXT("22P02", 3211),
    CARDINALITY("21000", 3212),
    BAD_CSV("22P04", 3213),
    SUBSTRING_ERROR("22011", 3214),
    BAD_PATTERN("2201B", 3215),
    INVALID_JSON("22032", 3216),
    JSON_ITEM("22035", 3217),
    // Integrity: 33xx
    DUPLICATE_KEY("23505", 3301),
    NOT_NULL("23502", 3302),
    MISSING_ENDPOINT("23503", 3303),
    CHECK_VIOLATION("23514", 3304),
    PERIOD_OVERLAP("23P01", 3305),
    // Concurrency: 34xx
    WRITE_CONFLICT("40001", 3401),
    DEADLOCK("40P01", 3402),
    LOCK_TIMEOUT("55P03", 3403),
    // Control: 35xx
    CANCELLED("57014", 3500),
    TIMED_OUT("57014", 3501),
    // Resources: 36xx
    OUT_OF_MEMORY("53200", 3601),
    DISK_FULL("53100", 3602),
    FILE_UNREADABLE("58030", 3603),
    // State: 37xx
    READ_ONLY("25006", 3701),
    ACTIVE_TRANSACTION("25001", 3702),
    NO_ACTIVE_TRANSACTION("25P01", 3703),
    CLOCK_SKEW("25000", 3704),
    // Use of the API: 38xx
    UNKNOWN_SAVEPOINT("3B001", 3801),
    CURSOR_STATE("24000", 3802),
    PARAMETER_MISSING("07002", 3803),
    INDEX_OUT_OF_RANGE("07009", 3804),
    NOT_A_QUERY("07005", 3810),
    IS_A_QUERY("07503", 3811),
    CALL_SEQUENCE("HY010", 3820),
    NOT_SCROLLABLE("HY106", 3821),
    NOT_WRAPPED("HY000", 3822),
    STREAM_LENGTH("22026", 3823),
    // Limits of this version and bugs
    UNSUPPORTED("HYC00", 3900),
    INTERNAL("XX000", 9000);

    private final String sqlState;
    private final int vendorCode;

    ErrorCode(String sqlState, int vendorCode) {
        this.sqlState = sqlState;
        this.vendorCode = vendorCode;
    }

    /** The five characters of the SQL standard's, PostgreSQL's or ODBC's class and subclass. */
    public String sqlState() {
        return sqlState;
    }

    /** The number that tells errors with one SQLSTATE apart; unique, never reused. */
    public int vendorCode() {
        return vendorCode;
    }
}
