package io.aletheia.engine.store;

import io.aletheia.engine.model.TransactionNote;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The committed transactions in the order of their system times: id, time and what was said of each. Written by the thread that applies
 * commits, read by any without locks.
 */
public final class TransactionList {
    private static final int PAGE_BITS = 12;
    private static final int PAGE_ENTRIES = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE_ENTRIES - 1;

    /** What a note's number is where nothing was said. */
    static final int NO_NOTE = 0;

    /**
     * A part of the list. Ids are not in the order of times, but near each other, so the distance to the first is enough.
     */
    private static final class Page {
        private final long firstId;
        private final long[] times = new long[PAGE_ENTRIES];
        private final int[] idDistances = new int[PAGE_ENTRIES];
        private final int[] notes = new int[PAGE_ENTRIES];

        Page(long firstId) {
            this.firstId = firstId;
        }
    }

    private Page[] pages = new Page[0];
    private TransactionNote[] notes = {TransactionNote.NONE};
    private int noteCount = 1;
    private final Map<TransactionNote, Integer> noteNumbers = new HashMap<>(Map.of(TransactionNote.NONE, NO_NOTE));

    /** Written last by the writer and read first by readers, so that they see all that stands below it. */
    private volatile int size;

    TransactionList() {}

    /** Adds a transaction that is later than all before. */
    void add(long systemTime, long id, TransactionNote note) {
        int index = size;
        int page = index >>> PAGE_BITS;
        if (page == pages.length) {
            Page[] more = Arrays.copyOf(pages, page + 1);
            more[page] = new Page(id);
            pages = more;
        }
        Page target = pages[page];
        target.times[index & PAGE_MASK] = systemTime;
        target.idDistances[index & PAGE_MASK] = Math.toIntExact(id - target.firstId);
        target.notes[index & PAGE_MASK] = note.isEmpty() ? NO_NOTE : number(note);
        size = index + 1;
    }

    private int number(TransactionNote note) {
        Integer known = noteNumbers.get(note);
        if (known != null) {
            return known;
        }
        if (noteCount == notes.length) {
            notes = Arrays.copyOf(notes, noteCount * 2);
        }
        notes[noteCount] = note;
        noteNumbers.put(note, noteCount);
        return noteCount++;
    }

    /** How many transactions there are. */
    public int size() {
        return size;
    }

    /** The system time of a transaction by its place from 0 to {@code size - 1}. */
    public long systemTime(int index) {
        return pages[index >>> PAGE_BITS].times[index & PAGE_MASK];
    }

    /** The id of a transaction by its place. */
    public long id(int index) {
        Page page = pages[index >>> PAGE_BITS];
        return page.firstId + page.idDistances[index & PAGE_MASK];
    }

    /** What was said of a transaction by its place. */
    public TransactionNote note(int index) {
        int number = pages[index >>> PAGE_BITS].notes[index & PAGE_MASK];
        return number == NO_NOTE ? TransactionNote.NONE : notes[number];
    }

    /** How many transactions are no later than a system time. */
    public int countUntil(long systemTime) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (systemTime(middle) <= systemTime) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The id of the transaction that was stamped with a system time; 0 if none was. */
    public long idAt(long systemTime) {
        int index = countUntil(systemTime) - 1;
        return index >= 0 && systemTime(index) == systemTime ? id(index) : 0;
    }
}
