package io.aletheia.engine.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * An array of {@code int}s that grows while it is read. One writer; readers on any thread, lock-free.
 *
 * <p>Guarantee: who reads an element that the writer has {@link #publish}ed sees everything that the writer did before. An
 * element never written reads as 0. A reader may find the array as it was when the last commit that he sees was applied, or
 * any later state.
 */
public final class PagedInts {
    private static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int PAGE_BITS = 13;
    private static final int PAGE_INTS = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE_INTS - 1;
    private static final int INTS_AT_FIRST = 32;

    /** The pages: full-sized but for the first. Volatile, since readers find new pages and a larger first page here. */
    private volatile int[][] pages = {new int[INTS_AT_FIRST]};

    /** The element; 0 if it was never written. */
    public int get(long index) {
        int[][] all = pages;
        long page = index >>> PAGE_BITS;
        if (page >= all.length) {
            return 0;
        }
        int[] ints = all[(int) page];
        int offset = (int) index & PAGE_MASK;
        return offset < ints.length ? (int) INT.getAcquire(ints, offset) : 0;
    }

    /** Writes an element that no reader looks at before something else is published. Writer only. */
    public void set(long index, int value) {
        int[] ints = pageFor(index);
        ints[(int) index & PAGE_MASK] = value;
    }

    /** Writes an element and shows readers everything written before. Writer only. */
    public void publish(long index, int value) {
        int[] ints = pageFor(index);
        INT.setRelease(ints, (int) index & PAGE_MASK, value);
    }

    private int[] pageFor(long index) {
        int[][] all = pages;
        int page = (int) (index >>> PAGE_BITS);
        int offset = (int) index & PAGE_MASK;
        if (page < all.length && offset < all[page].length) {
            return all[page];
        }
        return grow(page, offset);
    }

    private int[] grow(int page, int offset) {
        int[][] all = pages;
        int[][] more = page < all.length ? all.clone() : Arrays.copyOf(all, page + 1);
        if (page > 0 || offset >= more[0].length) {
            int first = page > 0 ? PAGE_INTS : Math.min(PAGE_INTS, Math.max(offset + 1, more[0].length * 2));
            if (first > more[0].length) {
                more[0] = Arrays.copyOf(more[0], first);
            }
        }
        for (int i = all.length; i < more.length; i++) {
            more[i] = new int[PAGE_INTS];
        }
        pages = more;
        return more[page];
    }
}
