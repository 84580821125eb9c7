package io.aletheia.query.copy;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EndpointSearch;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.FoundEndpoints;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Conversion;
import io.aletheia.query.expression.EvaluationContext;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file, their values converted to the types of their columns. Every error names file and line, and column and
 * value where it is one's. For one thread at a time.
 */
final class CsvRows implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Conversion TO_INSTANT = Conversion.cast(ValueType.VARCHAR, ValueType.TIMESTAMP_TZ);

    /** Numbers that come again and again need not be an object each time. */
    private static final Long[] SMALL_NUMBERS =
            LongStream.range(0, 1024).boxed().toArray(Long[]::new);

    /** A row. Immutable, but for the values, which are whoever's who takes it. */
    static final class Row {
        private final long line;
        private final Portion portion;
        private final @Nullable Object[] values;
        private final FoundEndpoints endpoints;

        Row(long line, Portion portion, @Nullable Object[] values, FoundEndpoints endpoints) {
            this.line = line;
            this.portion = portion;
            this.values = values;
            this.endpoints = endpoints;
        }

        /** Where it begins, from 1. */
        long line() {
            return line;
        }

        Portion portion() {
            return portion;
        }

        @Nullable
        Object[] values() {
            return values;
        }

        /** What was found out about an edge's nodes while reading. */
        FoundEndpoints endpoints() {
            return endpoints;
        }
    }

    private final TableDefinition table;
    private final Path file;
    private final CsvOptions options;
    private final @Nullable Object[] defaults;
    private final PeriodSource period;
    private final EvaluationContext context;
    private final EndpointSearch search;
    private final CsvReader<CsvFields> reader;
    private final Iterator<CsvFields> lines;
    private final CsvTargets targets;
    private final LastInstant lastFrom = new LastInstant();
    private final LastInstant lastTo = new LastInstant();
    private Portion lastPortion = Portion.FROM_NOW_ON;

    /**
     * Opens the file and reads its header if it has one.
     *
     * @param columnNames what the fields are in order; empty if the header says, or if they are all columns
     * @param defaults a row with the values of columns that are not in the file
     * @param period the valid time of rows
     * @param search looks for the nodes of edges
     * @throws DatabaseException FILE_UNREADABLE (58030); BAD_CSV (22P04), UNKNOWN_COLUMN (42703) or NOT_SETTABLE (428C9) for the
     *     header
     */
    CsvRows(
            TableDefinition table,
            Path file,
            CsvOptions options,
            List<String> columnNames,
            @Nullable Object[] defaults,
            PeriodSource period,
            EvaluationContext context,
            EndpointSearch search) {
        this.table = table;
        this.file = file;
        this.options = options;
        this.defaults = defaults.clone();
        this.period = period;
        this.context = context;
        this.search = search;
        try {
            this.reader = open();
        } catch (IOException e) {
            throw unreadable(e);
        }
        boolean begun = false;
        try {
            this.lines = reader.iterator();
            this.targets = new CsvTargets(table, names(columnNames), period, this::bad);
            begun = true;
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        } finally {
            if (!begun) {
                close();
            }
        }
    }

    private List<String> names(List<String> columnNames) {
        if (!options.header()) {
            return columnNames;
        }
        if (!lines.hasNext()) {
            throw bad(1, "the header is missing");
        }
        CsvFields header = lines.next();
        return columnNames.isEmpty() ? CsvTargets.names(header, this::bad) : columnNames;
    }

    /**
     * The next row; null at the end of the file.
     *
     * @throws DatabaseException FILE_UNREADABLE (58030); BAD_CSV (22P04) for a line that is no line of this table; the codes of
     *     values
     */
    @Nullable
    Row next() {
        try {
            while (lines.hasNext()) {
                CsvFields fields = lines.next();
                if (!fields.isEmpty()) {
                    return row(fields);
                }
            }
            return null;
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private CsvReader<CsvFields> open() throws IOException {
        // A file that is not UTF-8 is refused, not loaded with replacement characters.
        Reader text = new InputStreamReader(
                new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return CsvReader.builder()
                .fieldSeparator(options.delimiter())
                .quoteCharacter(options.quote())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(new CsvFields(options.nullText()), new QuoteCheck(text, String.valueOf(file), options));
    }

    private Row row(CsvFields fields) {
        if (fields.count() != targets.count()) {
            throw bad(
                    fields.line(),
                    "the line has " + fields.count() + " fields, but there are " + targets.count() + " columns");
        }
        @Nullable Object[] row = defaults.clone();
        long from = period.from();
        long to = period.to();
        boolean fromCommit = period.fromCommit() && !targets.hasFrom();
        for (int i = 0; i < targets.count(); i++) {
            if (targets.isFrom(i)) {
                from = fields.isNull(i) ? Time.BEGINNING : instant(lastFrom, fields, i);
            } else if (targets.isTo(i)) {
                to = fields.isNull(i) ? Time.FOREVER : instant(lastTo, fields, i);
            }
            int column = targets.column(i);
            if (column >= 0) {
                row[column] = value(fields, i, column);
            }
        }
        Portion portion = portion(from, to, fromCommit);
        return new Row(fields.line(), portion, row, search.find(portion, row));
    }

    /** A period, which is the same object as that of the line before if that says the same. */
    private Portion portion(long from, long to, boolean fromCommit) {
        Portion last = lastPortion;
        if (last.from() != from || last.to() != to || last.fromCommit() != fromCommit) {
            last = new Portion(from, to, fromCommit);
            lastPortion = last;
        }
        return last;
    }

    private @Nullable Object value(CsvFields fields, int index, int column) {
        long greatest = targets.greatestNumber(column);
        if (greatest > 0) {
            long number = fields.smallNumber(index);
            if (number >= 0 && number <= greatest) {
                return number < SMALL_NUMBERS.length ? SMALL_NUMBERS[(int) number] : (Long) number;
            }
        }
        String text = fields.field(index);
        return text == null
                ? null
                : converted(
                        targets.conversion(column),
                        text,
                        fields,
                        table.columns().get(column).name());
    }

    private long instant(LastInstant last, CsvFields fields, int index) {
        if (!last.isSaidBy(fields, index)) {
            String text = Objects.requireNonNull(fields.field(index));
            Object instant = converted(TO_INSTANT, text, fields, targets.name(index));
            last.set(text, (Long) Objects.requireNonNull(instant));
        }
        return last.micros();
    }

    private @Nullable Object converted(Conversion conversion, String text, CsvFields fields, String name) {
        try {
            return conversion.apply(text, context);
        } catch (DatabaseException e) {
            throw new DatabaseException(
                    e.code(),
                    place(fields.line()) + ", column \"" + name + "\", value \"" + shortened(text) + "\": "
                            + e.getMessage(),
                    e);
        }
    }

    private static String shortened(String text) {
        int lengthMax = 60;
        return text.length() <= lengthMax ? text : text.substring(0, lengthMax) + "...";
    }

    /** The file and a line of it, for messages. */
    String place(long line) {
        return file + ", line " + line;
    }

    private DatabaseException bad(long line, String problem) {
        return new DatabaseException(ErrorCode.BAD_CSV, place(line) + ": " + problem);
    }

    private DatabaseException unreadable(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException known) {
                return known;
            }
            if (cause instanceof CharacterCodingException) {
                return new DatabaseException(ErrorCode.BAD_CSV, file + ": the file is not UTF-8", e);
            }
        }
        if (e instanceof NoSuchFileException) {
            return new DatabaseException(ErrorCode.FILE_UNREADABLE, "there is no file " + file.toAbsolutePath(), e);
        }
        return e instanceof CsvParseException
                ? new DatabaseException(ErrorCode.BAD_CSV, file + ": " + e.getMessage(), e)
                : new DatabaseException(ErrorCode.FILE_UNREADABLE, "cannot read " + file + ": " + reason(e), e);
    }

    /** The system's own words, such as that it is a directory. */
    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean denied = root instanceof AccessDeniedException;
        return denied ? "access denied" : String.valueOf(root.getMessage());
    }
}
