package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A statement that changes the catalog. */
public sealed interface Definition extends Statement {

    @Override
    default <R> R accept(Statement.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    /** Calls the visitor's method for this variant. */
    <R> R acceptDefinition(Visitor<R> visitor);

    /** Node or edge table. */
    enum TableKind {
        /** CREATE TABLE and CREATE NODE TABLE. */
        NODE,
        /** CREATE EDGE TABLE. */
        EDGE
    }

    /**
     * The node tables an edge table leads from and to.
     *
     * @param from the source's table
     * @param to the target's table
     */
    record Endpoints(SqlIdentifier from, SqlIdentifier to) {}

    /**
     * CREATE [NODE | EDGE] TABLE.
     *
     * @param source its place in the text
     * @param kind node or edge
     * @param ifNotExists whether an existing table is no error
     * @param name the table
     * @param endpoints given exactly for an edge table
     * @param columns the columns in order
     * @param constraints constraints of the table and of its columns alike
     * @param options the WITH list
     */
    record CreateTable(
            Source source,
            TableKind kind,
            boolean ifNotExists,
            SqlIdentifier name,
            @Nullable Endpoints endpoints,
            List<ColumnDefinition> columns,
            List<TableConstraint> constraints,
            List<Option> options)
            implements Definition {
        /** Copies the lists. */
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
            options = List.copyOf(options);
        }

        @Override
        public <R> R acceptDefinition(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * DROP of a table, index, view or schema.
     *
     * @param source its place in the text
     * @param kind what is dropped
     * @param ifExists whether a missing one is no error
     * @param names what is dropped, in order
     * @param cascade whether CASCADE was said
     */
    record Drop(Source source, ObjectKind kind, boolean ifExists, List<SqlIdentifier> names, boolean cascade)
            implements Definition {
        /** Copies the list. */
        public Drop {
            names = List.copyOf(names);
        }

        @Override
        public <R> R acceptDefinition(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** What DROP can drop. */
    enum ObjectKind {
        /** A node or edge table. */
        TABLE,
        /** An index. */
        INDEX,
        /** A view. */
        VIEW,
        /** A schema. */
        SCHEMA
    }

    /**
     * ALTER TABLE.
     *
     * @param source its place in the text
     * @param ifExists whether a missing table is no error
     * @param name the table
     * @param actions at least one
     */
    record AlterTable(Source source, boolean ifExists, SqlIdentifier name, List<AlterAction> actions)
            implements Definition {
        /** Copies the list. */
        public AlterTable {
            actions = List.copyOf(actions);
        }

        @Override
        public <R> R acceptDefinition(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * CREATE [UNIQUE] INDEX.
     *
     * @param source its place in the text
     * @param unique whether keys are unique at every instant
     * @param ifNotExists whether an existing index is no error
     * @param name null if the index is to be named by the database
     * @param table the table
     * @param method the word after USING, null if there is none
     * @param keys at least one
     * @param options the WITH list
     */
    record CreateIndex(
            Source source,
            boolean unique,
            boolean ifNotExists,
            @Nullable SqlIdentifier name,
            SqlIdentifier table,
            @Nullable SqlIdentifier method,
            List<IndexKey> keys,
            List<Option> options)
            implements Definition {
        /** Copies the lists. */
        public CreateIndex {
            keys = List.copyOf(keys);
            options = List.copyOf(options);
        }

        @Override
        public <R> R acceptDefinition(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A column of an index.
     *
     * @param column its name
     * @param descending whether DESC was said
     */
    record IndexKey(SqlIdentifier column, boolean descending) {}

    /**
     * CREATE VIEW.
     *
     * @param source its place in the text
     * @param orReplace whether an existing view is replaced
     * @param ifNotExists whether an existing view is no error
     * @param name the view
     * @param columns names of its columns, empty if they are the query's
     * @param query the query
     * @param queryText the query's text as written
     */
    record CreateView(
            Source source,
            boolean orReplace,
            boolean ifNotExists,
            SqlIdentifier name,
            List<SqlIdentifier> columns,
            SqlNode query,
            String queryText)
            implements Definition {
        /** Copies the list. */
        public CreateView {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R acceptDefinition(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * CREATE SCHEMA.
     *
     * @param source its place in the text
     * @param ifNotExists whether an existing schema is no error
     * @param name the schema
     */
    record CreateSchema(Source source, boolean ifNotExists, SqlIdentifier name) implements Definition {
        @Override
        public <R> R acceptDefinition(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * One method per variant.
     *
     * @param <R> the result
     */
    interface Visitor<R> {
        /** CREATE TABLE. */
        R visit(CreateTable table);

        /** ALTER TABLE. */
        R visit(AlterTable table);

        /** CREATE INDEX. */
        R visit(CreateIndex index);

        /** CREATE VIEW. */
        R visit(CreateView view);

        /** CREATE SCHEMA. */
        R visit(CreateSchema schema);

        /** DROP. */
        R visit(Drop drop);
    }
}
