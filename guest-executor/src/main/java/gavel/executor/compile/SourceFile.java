package gavel.executor.compile;

import gavel.model.protocol.Body;

/** A file to compile: where it lies in the work directory, and what is in it. */
public record SourceFile(String name, Body content) {}
