package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.Option;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.TimeAxis;
import io.aletheia.grammar.tree.TimeDefaults;
import io.aletheia.grammar.tree.TimeSpecs;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Builds time clauses, portions, time defaults and lists of options. */
final class Periods {
    private final Builder builder;

    Periods(Builder builder) {
        this.builder = builder;
    }

    /** The clauses of one table or pattern; an axis may have one. */
    TimeSpecs clauses(List<AletheiaParser.TimeClauseContext> contexts) {
        if (contexts.isEmpty()) {
            return TimeSpecs.NONE;
        }
        @Nullable PeriodSpec valid = null;
        @Nullable PeriodSpec system = null;
        for (AletheiaParser.TimeClauseContext context : contexts) {
            TimeAxis axis = axis(context.timeAxis());
            PeriodSpec spec = context.periodSpec() == null ? PeriodSpec.ALL : spec(context.periodSpec());
            if ((axis == TimeAxis.VALID_TIME ? valid : system) != null) {
                throw builder.text.error(context, "a second clause FOR " + axis + "; one is possible");
            }
            if (axis == TimeAxis.VALID_TIME) {
                valid = spec;
            } else {
                system = spec;
            }
        }
        return new TimeSpecs(valid, system);
    }

    static TimeAxis axis(AletheiaParser.TimeAxisContext context) {
        return context.VALID_TIME() != null ? TimeAxis.VALID_TIME : TimeAxis.SYSTEM_TIME;
    }

    PeriodSpec spec(AletheiaParser.PeriodSpecContext context) {
        if (context.ALL() != null) {
            return PeriodSpec.ALL;
        }
        if (context.CONTAINED() != null) {
            return new PeriodSpec(
                    PeriodSpec.Kind.CONTAINED_IN,
                    builder.expressions.expression(context.expression(0)),
                    builder.expressions.expression(context.expression(1)));
        }
        SqlNode first = builder.expressions.arithmetic(context.arithmetic(0));
        if (context.OF() != null) {
            return PeriodSpec.asOf(first);
        }
        SqlNode second = builder.expressions.arithmetic(context.arithmetic(1));
        if (context.BETWEEN() != null) {
            return new PeriodSpec(PeriodSpec.Kind.BETWEEN, first, second);
        }
        return new PeriodSpec(
                context.ONLY() != null ? PeriodSpec.Kind.ONLY_FROM_TO : PeriodSpec.Kind.FROM_TO, first, second);
    }

    /** The window of SEQUENCED VALID_TIME: both bounds. */
    PeriodSpec window(List<AletheiaParser.ArithmeticContext> bounds) {
        return PeriodSpec.fromTo(
                builder.expressions.arithmetic(bounds.get(0)), builder.expressions.arithmetic(bounds.get(1)));
    }

    /** The portion of a change, of which one may be written before or after the alias. */
    @Nullable
    PeriodSpec portion(List<AletheiaParser.PortionContext> contexts) {
        if (contexts.isEmpty()) {
            return null;
        }
        if (contexts.size() > 1) {
            throw builder.text.error(contexts.get(1), "a second clause FOR VALID_TIME; one is possible");
        }
        return portion(contexts.get(0));
    }

    @Nullable
    PeriodSpec portion(AletheiaParser.@Nullable PortionContext context) {
        if (context == null) {
            return null;
        }
        if (context.ALL() != null) {
            return PeriodSpec.ALL;
        }
        SqlNode from = builder.expressions.arithmetic(context.arithmetic(0));
        return PeriodSpec.fromTo(
                from, context.TO() == null ? null : builder.expressions.arithmetic(context.arithmetic(1)));
    }

    TimeDefaults settings(List<AletheiaParser.TimeDefaultContext> contexts) {
        Collector collector = new Collector();
        for (AletheiaParser.TimeDefaultContext context : contexts) {
            if (context.timeAxis() != null) {
                collector.add(context, axis(context.timeAxis()), spec(context.periodSpec()));
            } else {
                collector.options.add(new Option(
                        builder.names.word(context.identifier()),
                        builder.expressions.expression(context.expression())));
            }
        }
        return collector.toDefaults();
    }

    TimeDefaults transactionDefaults(List<AletheiaParser.TransactionDefaultContext> contexts) {
        Collector collector = new Collector();
        for (AletheiaParser.TransactionDefaultContext context : contexts) {
            if (context.timeAxis() != null) {
                PeriodSpec spec = context.EQ() != null
                        ? PeriodSpec.asOf(builder.expressions.expression(context.expression()))
                        : spec(context.periodSpec());
                collector.add(context, axis(context.timeAxis()), spec);
            } else {
                collector.options.add(new Option(
                        builder.names.word(context.identifier()),
                        builder.expressions.expression(context.expression())));
            }
        }
        return collector.toDefaults();
    }

    List<Option> options(AletheiaParser.@Nullable WithOptionsContext context) {
        return context == null ? List.of() : options(context.option());
    }

    List<Option> options(List<AletheiaParser.OptionContext> contexts) {
        List<Option> result = new ArrayList<>(contexts.size());
        for (AletheiaParser.OptionContext context : contexts) {
            String name = context.NULL() != null ? "NULL" : builder.names.word(context.identifier());
            @Nullable SqlNode value = null;
            if (context.ON() != null) {
                value = new SqlIdentifier(
                        "ON", builder.names.position(context.ON().getSymbol()));
            } else if (context.arithmetic() != null) {
                value = builder.expressions.arithmetic(context.arithmetic());
            }
            result.add(new Option(name, value));
        }
        return result;
    }

    private final class Collector {
        private @Nullable PeriodSpec valid;
        private @Nullable PeriodSpec system;
        private final List<Option> options = new ArrayList<>();

        void add(ParserRuleContext context, TimeAxis axis, PeriodSpec spec) {
            boolean isValid = axis == TimeAxis.VALID_TIME;
            if ((isValid ? valid : system) != null) {
                throw builder.text.error(context, axis + " is set twice");
            }
            if (isValid) {
                valid = spec;
            } else {
                system = spec;
            }
        }

        TimeDefaults toDefaults() {
            return new TimeDefaults(new TimeSpecs(valid, system), options);
        }
    }
}
