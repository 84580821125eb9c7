package io.aletheia.engine.wal;

import io.aletheia.engine.model.Time;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations of version 1 in words. Not thread-safe. */
final class Version1Text implements Version1Operation.Visitor {
    private String text = "";

    private Version1Text() {}

    /** What an operation says, without its kind. */
    static String of(Version1Operation operation) {
        var visitor = new Version1Text();
        operation.accept(visitor);
        return visitor.text;
    }

    @Override
    public void visit(Version1Operation.CreateNode node) {
        text = node(node.nodeId(), node.label()) + period(node.period()) + properties(node.properties());
    }

    @Override
    public void visit(Version1Operation.CreateEdge edge) {
        text = edge(edge.edgeId(), edge.label()) + " from " + unsigned(edge.sourceId()) + " to "
                + unsigned(edge.targetId()) + period(edge.period()) + properties(edge.properties());
    }

    @Override
    public void visit(Version1Operation.UpdateNode node) {
        text = node(node.nodeId(), node.label())
                + version(node.versionId())
                + period(node.period())
                + properties(node.properties());
    }

    @Override
    public void visit(Version1Operation.UpdateEdge edge) {
        text = edge(edge.edgeId(), edge.label())
                + version(edge.versionId())
                + period(edge.period())
                + properties(edge.properties());
    }

    @Override
    public void visit(Version1Operation.DeleteNode node) {
        text = "node " + unsigned(node.nodeId()) + period(node.period());
    }

    @Override
    public void visit(Version1Operation.DeleteEdge edge) {
        text = "edge " + unsigned(edge.edgeId()) + period(edge.period());
    }

    @Override
    public void visit(Version1Operation.Checkpoint checkpoint) {
        text = "up to LSN " + unsigned(checkpoint.lsn()) + " at " + Time.toText(checkpoint.time());
    }

    private static String node(long id, String label) {
        return "node " + unsigned(id) + " " + OperationText.value(label);
    }

    private static String edge(long id, String label) {
        return "edge " + unsigned(id) + " " + OperationText.value(label);
    }

    private static String version(long id) {
        return ", version " + unsigned(id) + ",";
    }

    private static String unsigned(long id) {
        return Long.toUnsignedString(id);
    }

    private static String period(Version1Period period) {
        return " valid [" + Time.toText(period.validFrom()) + ", " + end(period.validTo()) + ") known ["
                + Time.toText(period.systemFrom()) + ", " + end(period.systemTo()) + ")";
    }

    private static String end(long micros) {
        return micros == Version1Period.OPEN ? "open" : Time.toText(micros);
    }

    private static String properties(Map<String, @Nullable Object> properties) {
        if (properties.isEmpty()) {
            return "";
        }
        return properties.entrySet().stream()
                .map(each -> OperationText.name(each.getKey()) + " = " + OperationText.value(each.getValue()))
                .collect(Collectors.joining(", ", ": ", ""));
    }
}
