package io.aletheia.engine.wal;

abstract non-sealed class SegmentedLog extends WriteAheadLog {
    SegmentedLog(LogOptions o) {
        super(o);
    }
}
