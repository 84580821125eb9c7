package io.aletheia.query.expression;

import static io.aletheia.query.expression.Rex.call;
import static io.aletheia.query.expression.Rex.cast;
import static io.aletheia.query.expression.Rex.lit;
import static io.aletheia.query.expression.Rex.parameter;
import static io.aletheia.query.expression.Rex.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Test;

final class ConstantReducerTest {
    @Test
    void constantsAreFoldedToLiteralsOfTheSameType() {
        RexNode sum = call(SqlStdOperatorTable.PLUS, 2, 3);
        RexNode folded = reduce(sum);
        assertThat(folded).isInstanceOf(RexLiteral.class);
        assertThat(Rex.value(folded)).isEqualTo(5L);
        assertThat(folded.getType()).isEqualTo(sum.getType());
    }

    @Test
    void timesKeepTheirMicroseconds() {
        RexNode folded = reduce(call(
                SqlStdOperatorTable.LESS_THAN,
                timestamp("2024-01-01 00:00:00.123456"),
                timestamp("2024-01-01 00:00:00.123999")));
        assertThat(Rex.value(folded)).isEqualTo(true);
        RexNode text = cast(lit("2024-01-01"), ValueType.DATE);
        RexNode moment = reduce(text);
        assertThat(moment).isNotSameAs(text);
        assertThat(Rex.timeValue(moment)).isEqualTo("2024-01-01");
    }

    @Test
    void whatFailsStaysAsItIs() {
        RexNode failing = call(SqlStdOperatorTable.DIVIDE, 1, 0);
        assertThat(reduce(failing)).isSameAs(failing);
    }

    @Test
    void whatDependsOnTheRunStaysAsItIs() {
        RexNode withParameter = call(SqlStdOperatorTable.PLUS, 1, parameter(ValueType.INTEGER, 0));
        assertThat(reduce(withParameter)).isSameAs(withParameter);
        RexNode now = call("NOW");
        assertThat(reduce(now)).isSameAs(now);
        RexNode random = call("RANDOM_UUID");
        assertThat(reduce(random)).isSameAs(random);
        RexNode inZone = cast(lit("2024-01-01 00:00:00"), ValueType.TIMESTAMP_TZ);
        assertThat(reduce(inZone)).isSameAs(inZone);
    }

    private static RexNode reduce(RexNode node) {
        List<RexNode> reduced = new ArrayList<>();
        new ConstantReducer().reduce(Rex.BUILDER, List.of(node), reduced);
        assertThat(reduced).hasSize(1);
        return reduced.get(0);
    }
}
