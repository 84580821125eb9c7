package io.aletheia.grammar.tree;

/** A statement about the database as a whole. */
public sealed interface Maintenance extends Statement {

    @Override
    default <R> R accept(Statement.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    /**
     * CHECKPOINT [PURGE].
     *
     * @param source its place in the text
     * @param purge whether erased rows are also to be physically removed
     */
    record Checkpoint(Source source, boolean purge) implements Maintenance {
        @Override
        public boolean returnsRows() {
            return purge;
        }
    }

    /**
     * CHECK DATABASE.
     *
     * @param source its place in the text
     */
    record CheckDatabase(Source source) implements Maintenance {
        @Override
        public boolean returnsRows() {
            return true;
        }
    }

    /**
     * CHECK WAL.
     *
     * @param source its place in the text
     */
    record CheckWal(Source source) implements Maintenance {
        @Override
        public boolean returnsRows() {
            return true;
        }
    }

    /**
     * FLUSH WAL.
     *
     * @param source its place in the text
     */
    record FlushWal(Source source) implements Maintenance {}
}
