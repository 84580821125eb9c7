package io.aletheia.grammar.tree;

import java.util.List;

/**
 * Time settings for a whole statement ({@code SETTING DEFAULT VALID_TIME ...}) or transaction ({@code BEGIN ... WITH (...)}).
 *
 * @param times the defaults of the two axes
 * @param options further settings such as CLOCK_TIME; each has a value
 */
public record TimeDefaults(TimeSpecs times, List<Option> options) {

    /** Nothing set. */
    public static final TimeDefaults NONE = new TimeDefaults(TimeSpecs.NONE, List.of());

    /** Copies the list. */
    public TimeDefaults {
        options = List.copyOf(options);
    }

    /** Whether nothing is set. */
    public boolean isEmpty() {
        return times.isEmpty() && options.isEmpty();
    }
}
