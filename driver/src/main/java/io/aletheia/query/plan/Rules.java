package io.aletheia.query.plan;

import java.util.List;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterCorrelateRule;
import org.apache.calcite.rel.rules.FilterJoinRule;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rel.rules.ProjectMergeRule;
import org.apache.calcite.rel.rules.ProjectRemoveRule;
import org.apache.calcite.rel.rules.ProjectToWindowRule;
import org.apache.calcite.rel.rules.ReduceExpressionsRule;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.tools.RelBuilder;

/** Calcite's rules in use, each made by itself: the class that lists all of them takes a third of a second to load. */
final class Rules {
    /**
     * For expressions with sub-queries. Calcite takes {@code 5 IN (Q)} for something that is null only if 5 is, and so would make IS NOT
     * TRUE of it a NOT, though a null among the rows makes it unknown.
     */
    static final RelBuilder.Config NOT_SIMPLIFYING = RelBuilder.Config.DEFAULT.withSimplify(false);

    /** Turns sub-queries into joins and correlates. */
    static final class SubQueries {
        static final HepProgram PROGRAM = program(List.of(
                rule(SubQueryRemoveRule.Config.FILTER),
                rule(SubQueryRemoveRule.Config.PROJECT),
                rule(SubQueryRemoveRule.Config.JOIN)));

        private SubQueries() {}

        private static SubQueryRule rule(SubQueryRemoveRule.Config config) {
            return new SubQueryRule((SubQueryRemoveRule.Config)
                    config.withRelBuilderFactory(RelBuilder.proto(Contexts.of(NOT_SIMPLIFYING))));
        }
    }

    /** Folds constants and moves filters down. */
    static final class PushDown {
        static final HepProgram PROGRAM = program(List.of(
                ReduceExpressionsRule.FilterReduceExpressionsRule.FilterReduceExpressionsRuleConfig.DEFAULT.toRule(),
                ReduceExpressionsRule.ProjectReduceExpressionsRule.ProjectReduceExpressionsRuleConfig.DEFAULT.toRule(),
                FilterMergeRule.Config.DEFAULT.toRule(),
                FilterProjectTransposeRule.Config.DEFAULT.toRule(),
                FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT.toRule(),
                FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig.DEFAULT.toRule(),
                FilterAggregateTransposeRule.Config.DEFAULT.toRule(),
                FilterSetOpTransposeRule.Config.DEFAULT.toRule(),
                FilterCorrelateRule.Config.DEFAULT.toRule()));

        private PushDown() {}
    }

    /** Joins and removes projections once nothing needs them apart. */
    static final class Projections {
        static final HepProgram PROGRAM =
                program(List.of(ProjectMergeRule.Config.DEFAULT.toRule(), ProjectRemoveRule.Config.DEFAULT.toRule()));

        private Projections() {}
    }

    /** Makes windows of projections with window functions. */
    static final class Windows {
        static final HepProgram PROGRAM = program(List.of(
                ProjectToWindowRule.ProjectToLogicalProjectAndWindowRule.ProjectToLogicalProjectAndWindowRuleConfig
                        .DEFAULT
                        .toRule()));

        private Windows() {}
    }

    private Rules() {}

    private static HepProgram program(List<RelOptRule> rules) {
        return new HepProgramBuilder().addRuleCollection(rules).build();
    }
}
