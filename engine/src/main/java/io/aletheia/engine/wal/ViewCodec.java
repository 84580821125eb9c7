package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ViewDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a view's definition, in the log and in manifests:
 *
 * <pre>
 * view  id, schema, name, count of columns, columns as in {@link TableCodec}, as many
 *       labels, the query's text, positions (ids of what it reads)
 * </pre>
 */
public final class ViewCodec {
    private ViewCodec() {}

    /** Writes a definition. */
    public static void write(ByteWriter target, ViewDefinition view) {
        target.putVarLong(view.id());
        target.putString(view.schema());
        target.putString(view.name());
        target.putVarLong(view.columns().size());
        view.columns().forEach(column -> TableCodec.writeColumn(target, column));
        view.labels().forEach(target::putString);
        target.putString(view.sql());
        TableCodec.writePositions(target, view.tables());
    }

    /** Reads a definition. DATABASE_CORRUPT (XX001) if the bytes are none. */
    public static ViewDefinition read(ByteReader source) {
        int id = TableCodec.readInt(source);
        String schema = source.readString();
        String name = source.readString();
        int count = source.readCount();
        List<ColumnDefinition> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            columns.add(TableCodec.readColumn(source));
        }
        List<String> labels = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            labels.add(source.readString());
        }
        return new ViewDefinition(
                id, schema, name, columns, labels, source.readString(), TableCodec.readPositions(source));
    }
}
