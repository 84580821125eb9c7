package io.aletheia.query.temporal;

import io.aletheia.engine.model.Time;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;

/** Literals of points in time, to the microsecond. */
public final class TimeLiterals {
    /** Digits behind the second. */
    public static final int DIGITS = 6;

    private TimeLiterals() {}

    /** The date and time in UTC of an instant. */
    public static TimestampString text(long micros) {
        LocalDateTime time = LocalDateTime.ofInstant(Time.toInstant(micros), ZoneOffset.UTC);
        return new TimestampString(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond())
                .withNanos(time.getNano());
    }

    /** A literal of TIMESTAMP, or of TIMESTAMP WITH (LOCAL) TIME ZONE for an instant. */
    public static SqlLiteral timestamp(SqlTypeName type, long micros, SqlParserPos position) {
        return SqlLiteral.createTimestamp(type, text(micros), DIGITS, position);
    }
}
