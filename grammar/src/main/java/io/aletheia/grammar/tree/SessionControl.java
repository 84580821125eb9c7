package io.aletheia.grammar.tree;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** SET and SHOW: what holds for the rest of the session. */
public sealed interface SessionControl extends Statement {

    @Override
    default <R> R accept(Statement.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    /** Calls the visitor's method for this variant. */
    <R> R acceptSession(Visitor<R> visitor);

    /**
     * {@code SET DURABILITY [= | TO] mode}.
     *
     * @param source its place in the text
     * @param mode the mode's name as written
     */
    record SetDurability(Source source, String mode) implements SessionControl {
        @Override
        public <R> R acceptSession(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code SET SCHEMA name}.
     *
     * @param source its place in the text
     * @param name the schema as written
     */
    record SetSchema(Source source, String name) implements SessionControl {
        @Override
        public <R> R acceptSession(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code SET SESSION VALID_TIME | SYSTEM_TIME TO spec | DEFAULT}.
     *
     * @param source its place in the text
     * @param axis the axis
     * @param spec its default from now on, null for DEFAULT
     */
    record SetTime(Source source, TimeAxis axis, @Nullable PeriodSpec spec) implements SessionControl {
        @Override
        public <R> R acceptSession(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code SET TIME ZONE 'zone' | LOCAL | DEFAULT}.
     *
     * @param source its place in the text
     * @param zone the zone's name or offset, null for LOCAL and DEFAULT
     */
    record SetTimeZone(Source source, @Nullable String zone) implements SessionControl {
        @Override
        public <R> R acceptSession(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code SET [SESSION] name = | TO value}.
     *
     * @param source its place in the text
     * @param name the property as written, parts joined by dots
     * @param value a literal, a parameter, or a simple identifier for a word; null for DEFAULT
     */
    record SetProperty(Source source, String name, @Nullable SqlNode value) implements SessionControl {
        @Override
        public <R> R acceptSession(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code SHOW name}; {@code SHOW TIME ZONE} and {@code SHOW TRANSACTION ISOLATION LEVEL} have their words joined by spaces.
     *
     * @param source its place in the text
     * @param name the property as written, parts joined by dots
     */
    record Show(Source source, String name) implements SessionControl {
        @Override
        public boolean returnsRows() {
            return true;
        }

        @Override
        public <R> R acceptSession(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * One method per variant.
     *
     * @param <R> the result
     */
    interface Visitor<R> {
        /** SET DURABILITY. */
        R visit(SetDurability set);

        /** SET SCHEMA. */
        R visit(SetSchema set);

        /** SET SESSION VALID_TIME or SYSTEM_TIME. */
        R visit(SetTime set);

        /** SET TIME ZONE. */
        R visit(SetTimeZone set);

        /** SET of any other property. */
        R visit(SetProperty set);

        /** SHOW. */
        R visit(Show show);
    }
}
