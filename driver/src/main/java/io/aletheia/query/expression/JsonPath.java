package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A path of the SQL/JSON path language: {@code lax} or {@code strict}, {@code $}, {@code .name}, {@code ."name"}, {@code .*},
 * {@code [0, 2 to 4, last]}, {@code [*]}, filters {@code ?(...)} as {@link JsonPathReader} has them, {@code .size()} and
 * {@code .type()}. Lax, which it is unless it says otherwise, looks through arrays for members, takes a single item for an array of
 * one, and passes over what is not there; strict makes an error of all this: JSON_ITEM (22035). Immutable.
 *
 * @param steps one after the other from the whole value
 */
record JsonPath(boolean lax, List<Step> steps) {
    /** One step from some items to others. */
    sealed interface Step {}

    /** Members of objects; every one if there is no name. */
    record Member(@Nullable String name) implements Step {}

    /**
     * Items of arrays; every one if there are no ranges.
     *
     * @param ranges pairs of the first and the last place, from 0; negative ones count from the last, which is -1
     */
    record Items(@Nullable List<int[]> ranges) implements Step {}

    /** Those items for which a condition holds; it is given the item and the whole value. */
    record Filter(BiPredicate<Object, Object> condition) implements Step {}

    /** How many items an array has, or what kind of value it is. */
    record Method(boolean size) implements Step {}

    /** The items that the path leads to. */
    List<Object> apply(Object root) {
        return apply(root, root);
    }

    /** The items that the path leads to from one within a whole value. */
    List<Object> apply(Object start, Object root) {
        List<Object> items = List.of(start);
        for (Step step : steps) {
            List<Object> next = new ArrayList<>();
            for (Object item : items) {
                step(step, item, root, next);
            }
            items = next;
        }
        return items;
    }

    private void step(Step step, Object item, Object root, List<Object> next) {
        if (step instanceof Member member) {
            if (lax && item instanceof List<?> inner) {
                inner.forEach(each -> member(member, each, next));
            } else {
                member(member, item, next);
            }
        } else if (step instanceof Items items) {
            items(items, item, next);
        } else if (step instanceof Filter filter) {
            List<?> candidates = lax && item instanceof List<?> inner ? inner : List.of(item);
            for (Object candidate : candidates) {
                if (filter.condition().test(candidate, root)) {
                    next.add(candidate);
                }
            }
        } else if (step instanceof Method method) {
            next.add(method.size() ? size(item) : kind(item));
        }
    }

    private void member(Member member, Object item, List<Object> next) {
        if (!(item instanceof Map<?, ?> members)) {
            refuse("a member of " + kind(item));
        } else if (member.name() == null) {
            next.addAll(members.values());
        } else {
            Object value = members.get(member.name());
            if (value == null) {
                refuse("the member " + member.name() + ", which is not there");
            } else {
                next.add(value);
            }
        }
    }

    private void items(Items step, Object item, List<Object> next) {
        if (!(item instanceof List<?>)) {
            refuse("an item of " + kind(item));
        }
        List<?> items = item instanceof List<?> list ? list : List.of(item);
        if (step.ranges() == null) {
            next.addAll(items);
            return;
        }
        for (int[] range : step.ranges()) {
            int from = range[0] < 0 ? items.size() + range[0] : range[0];
            int to = range[1] < 0 ? items.size() + range[1] : range[1];
            if (from < 0 || to >= items.size() || from > to) {
                refuse("the items " + from + " to " + to + " of " + items.size());
            }
            next.addAll(
                    from > to
                            ? List.of()
                            : items.subList(
                                    Math.min(Math.max(0, from), items.size()),
                                    Math.max(0, Math.min(to + 1, items.size()))));
        }
    }

    private void refuse(String what) {
        if (!lax) {
            throw new DatabaseException(ErrorCode.JSON_ITEM, "the strict path asks for " + what);
        }
    }

    private Object size(Object item) {
        if (!(item instanceof List<?>)) {
            refuse("the size of " + kind(item));
        }
        return new JsonText.Numeral(String.valueOf(item instanceof List<?> items ? items.size() : 1));
    }

    /** What kind of value an item is, as {@code .type()} says. */
    static String kind(Object item) {
        if (item instanceof Map) {
            return "object";
        } else if (item instanceof List) {
            return "array";
        } else if (item instanceof String) {
            return "string";
        } else if (item instanceof Boolean) {
            return "boolean";
        }
        return item == JsonText.NULL ? "null" : "number";
    }
}
