package io.aletheia.jdbc.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapeSyntaxTest {
    private static String translated(String sql) {
        return EscapeSyntax.translate(sql);
    }

    @Test
    void escapesBecomeStandardSql() {
        assertThat(translated("SELECT {d '2024-05-01'}, { t '10:00:00' }, {TS'2024-05-01 10:00:00'}"))
                .isEqualTo("SELECT DATE '2024-05-01', TIME '10:00:00' , TIMESTAMP '2024-05-01 10:00:00'");
        assertThat(translated("SELECT {fn upper({fn lower(a)})}")).isEqualTo("SELECT upper(lower(a))");
        assertThat(translated("SELECT * FROM {oj a LEFT OUTER JOIN b ON a.x = b.x}"))
                .isEqualTo("SELECT * FROM a LEFT OUTER JOIN b ON a.x = b.x");
        assertThat(translated("a LIKE 'x!%' {escape '!'}")).isEqualTo("a LIKE 'x!%' ESCAPE '!'");
        assertThat(translated("SELECT 1 {limit 10}")).isEqualTo("SELECT 1 LIMIT 10");
        assertThat(translated("{call p(1)}")).isEqualTo("CALL p(1)");
    }

    @Test
    void bracesThatAreNoEscapesStay() {
        for (String sql : new String[] {
            "MATCH (p IS person {d: 'x', fn: 1}) RETURN p.name",
            "MATCH (a)-[e]->{1,3}(b)",
            "SELECT '{d ''x''}' -- {d '1'}\n, \"{fn x}\" /* {ts '1'} */",
            "SELECT '{d unfinished",
            "}{",
            "{fn"
        }) {
            assertThat(translated(sql)).isEqualTo(sql);
        }
    }

    @Test
    void callsBecomeQueries() {
        assertThat(EscapeSyntax.call("{? = call f(?)}")).isEqualTo(new EscapeSyntax.Call("SELECT f(?)", true));
        assertThat(EscapeSyntax.call(" {call p(1, 2)} ")).isEqualTo(new EscapeSyntax.Call("SELECT p(1, 2)", false));
        assertThat(EscapeSyntax.call("call CURRENT_SCHEMA;"))
                .isEqualTo(new EscapeSyntax.Call("SELECT CURRENT_SCHEMA", false));
        assertThat(EscapeSyntax.call("SELECT 1")).isEqualTo(new EscapeSyntax.Call("SELECT 1", false));
    }
}
