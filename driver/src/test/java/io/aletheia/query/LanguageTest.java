package io.aletheia.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.grammar.generated.AletheiaLexer;
import java.util.HashSet;
import java.util.Set;
import org.antlr.v4.runtime.Vocabulary;
import org.junit.jupiter.api.Test;

class LanguageTest {
    @Test
    void keywordsAreWordsOfTheGrammar() {
        Vocabulary vocabulary = AletheiaLexer.VOCABULARY;
        Set<String> words = new HashSet<>();
        for (int type = 1; type <= vocabulary.getMaxTokenType(); type++) {
            words.add(vocabulary.getSymbolicName(type));
        }
        assertThat(words).containsAll(Language.KEYWORDS);
        assertThat(Language.KEYWORDS).isSorted().contains("VALID_TIME", "UPSERT");
    }

    @Test
    void functionsAreListedUnderOneSubject() {
        Set<String> seen = new HashSet<>();
        for (Language.Subject subject : Language.Subject.values()) {
            for (String name : Language.functions(subject)) {
                assertThat(seen.add(name)).as(name).isTrue();
            }
        }
        assertThat(Language.functions(Language.Subject.STRING)).contains("UPPER");
        assertThat(Language.functions(Language.Subject.NUMERIC)).contains("ABS");
    }
}
