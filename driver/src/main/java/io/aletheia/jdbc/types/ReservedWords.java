package io.aletheia.jdbc.types;

import java.util.Locale;
import java.util.Set;

/** The words that are no names unless quoted, as the grammar has them. */
public final class ReservedWords {
    private static final Set<String> WORDS = Set.of((""
                    + "ALL AND ANY ARRAY AS BETWEEN BY CASCADE CASE CAST CHECK COLUMNS CONSTRAINT CREATE CROSS DEFAULT "
                    + "DELETE DISTINCT DROP ELSE END ESCAPE EXCEPT EXISTS FALSE FETCH FOR FOREIGN FROM FULL GROUP HAVING "
                    + "IN INNER INSERT INTERSECT INTERVAL INTO IS JOIN LATERAL LEFT LIKE LIMIT MATCH NATURAL NOT NULL "
                    + "OFFSET ON ONE OPTIONAL OR ORDER OUTER OVER PRIMARY REFERENCES RESTRICT RETURN RETURNING RIGHT "
                    + "SELECT SET SIMILAR SOME TABLE TEMPORAL THEN TO TRUE UNION UNIQUE UNKNOWN UPDATE USING VALUES WHEN "
                    + "WHERE WINDOW WITH")
            .split(" "));

    private ReservedWords() {}

    /** Whether the word is one of them, without regard to case. */
    public static boolean contains(String word) {
        return WORDS.contains(word.toUpperCase(Locale.ROOT));
    }

    /** All of them, in capitals. */
    public static Set<String> all() {
        return WORDS;
    }
}
