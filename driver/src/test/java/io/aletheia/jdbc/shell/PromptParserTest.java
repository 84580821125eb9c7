package io.aletheia.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromptParserTest {
    @Test
    void wordsOfOtherShellsAreCommands() {
        assertThat(PromptParser.command("help")).isEqualTo("!help");
        assertThat(PromptParser.command(" EXIT; ")).isEqualTo("!quit");
        assertThat(PromptParser.command("\\q")).isEqualTo("!quit");
        assertThat(PromptParser.command("show  tables;")).isEqualTo("!tables");
        assertThat(PromptParser.command("\\d person")).isEqualTo("!columns person");
        assertThat(PromptParser.command("DESCRIBE Person;")).isEqualTo("!columns Person");
    }

    @Test
    void statementsAndCommandsStayWhatTheyAre() {
        for (String line :
                new String[] {"", "!help", "SELECT help", "exit now", "show durability", "describe a b", "SELECT 1;"}) {
            assertThat(PromptParser.command(line)).as(line).isNull();
        }
    }
}
