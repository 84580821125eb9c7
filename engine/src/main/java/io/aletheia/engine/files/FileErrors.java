package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** What the operating system's refusals mean. */
final class FileErrors {
    private FileErrors() {}

    /** The exception for an operation, such as {@code "sync"}, that failed on a file. */
    static DatabaseException of(String operation, Object file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new DatabaseException(ErrorCode.FILE_UNREADABLE, operation + " " + file + ": no such file", cause);
        }
        if (cause instanceof FileAlreadyExistsException) {
            return new DatabaseException(ErrorCode.FILE_UNREADABLE, operation + " " + file + ": exists already", cause);
        }
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        ErrorCode code = meansFull(reason) ? ErrorCode.DISK_FULL : ErrorCode.FILE_UNREADABLE;
        return new DatabaseException(code, operation + " " + file + ": " + reason, cause);
    }

    /** Java has no exception of its own for ENOSPC and EDQUOT; these are the texts of Linux, macOS and Windows. */
    private static boolean meansFull(String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota exceeded") || text.contains("not enough space");
    }
}
