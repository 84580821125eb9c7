package io.aletheia.query.catalog;

import io.aletheia.engine.model.PseudoColumn;
import java.util.List;
import java.util.Locale;

/** The names of the columns that every table has besides its declared ones. */
public final class PseudoColumns {
    /** Numbers of the period columns in the order in which they stand behind the declared columns. */
    public static final List<Integer> PERIODS =
            List.of(PseudoColumn.VALID_FROM, PseudoColumn.VALID_TO, PseudoColumn.SYSTEM_FROM, PseudoColumn.SYSTEM_TO);

    /** The number of the id of the transaction that made a version known: null for the transaction at hand. The engine has no such. */
    public static final int TRANSACTION = -8;

    private PseudoColumns() {}

    /** Whether the column may be null. */
    public static boolean isNullable(int number) {
        return number == TRANSACTION;
    }

    /** The name of a {@link PseudoColumn} number; the three ids have names for plans only, which no statement can use. */
    public static String name(int number) {
        return switch (number) {
            case PseudoColumn.VALID_FROM -> "_valid_from";
            case PseudoColumn.VALID_TO -> "_valid_to";
            case PseudoColumn.SYSTEM_FROM -> "_system_from";
            case PseudoColumn.SYSTEM_TO -> "_system_to";
            case PseudoColumn.ENTITY_ID -> "$entity";
            case PseudoColumn.SOURCE_ID -> "$source";
            case PseudoColumn.TARGET_ID -> "$target";
            case TRANSACTION -> "_tx";
            default -> throw new IllegalArgumentException("no pseudo column: number=" + number);
        };
    }

    /** The number of the column with this name that a statement can use; 0 if there is none. */
    public static int number(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "_valid_from" -> PseudoColumn.VALID_FROM;
            case "_valid_to" -> PseudoColumn.VALID_TO;
            case "_system_from" -> PseudoColumn.SYSTEM_FROM;
            case "_system_to" -> PseudoColumn.SYSTEM_TO;
            case "_tx" -> TRANSACTION;
            default -> 0;
        };
    }
}
