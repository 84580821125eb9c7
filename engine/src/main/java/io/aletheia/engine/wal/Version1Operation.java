package io.aletheia.engine.wal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of a log of version 1 says. Ids are those of version 1: unsigned, counted from 0, nodes and edges apart. Properties
 * are all that the node or edge has, not what changed; their values are {@code Boolean}, {@code Long}, {@code Double}, {@code
 * String}, {@code byte[]}, {@code List<Object>}, {@code float[]}, {@link Version1SparseVector} or null. Immutable.
 */
public sealed interface Version1Operation {
    /** Calls the method that belongs to the operation. */
    void accept(Visitor visitor);

    /** One method for each operation. */
    interface Visitor {
        /** A node is made. */
        void visit(CreateNode operation);

        /** An edge is made. */
        void visit(CreateEdge operation);

        /** A node is otherwise. */
        void visit(UpdateNode operation);

        /** An edge is otherwise. */
        void visit(UpdateEdge operation);

        /** A node is no longer. */
        void visit(DeleteNode operation);

        /** An edge is no longer. */
        void visit(DeleteEdge operation);

        /** A checkpoint was made. */
        void visit(Checkpoint operation);
    }

    /** From the period's start on there is a node. */
    record CreateNode(long nodeId, String label, Map<String, @Nullable Object> properties, Version1Period period)
            implements Version1Operation {
        /** Copies the properties. */
        public CreateNode {
            properties = copy(properties);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** From the period's start on there is an edge from the source node to the target node. */
    record CreateEdge(
            long edgeId,
            long sourceId,
            long targetId,
            String label,
            Map<String, @Nullable Object> properties,
            Version1Period period)
            implements Version1Operation {
        /** Copies the properties. */
        public CreateEdge {
            properties = copy(properties);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** Within the period the node is this. */
    record UpdateNode(
            long nodeId, long versionId, String label, Map<String, @Nullable Object> properties, Version1Period period)
            implements Version1Operation {
        /** Copies the properties. */
        public UpdateNode {
            properties = copy(properties);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** Within the period the edge is this; its nodes stay. */
    record UpdateEdge(
            long edgeId, long versionId, String label, Map<String, @Nullable Object> properties, Version1Period period)
            implements Version1Operation {
        /** Copies the properties. */
        public UpdateEdge {
            properties = copy(properties);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** Within the period, which begins when the deletion takes effect, the node is not. */
    record DeleteNode(long nodeId, Version1Period period) implements Version1Operation {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** Within the period, which begins when the deletion takes effect, the edge is not. */
    record DeleteEdge(long edgeId, Version1Period period) implements Version1Operation {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** A checkpoint that holds everything up to the LSN was made at a time, microseconds. It changes nothing. */
    record Checkpoint(long lsn, long time) implements Version1Operation {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> properties) {
        // Map.copyOf takes no null, which is a value here.
        return Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
