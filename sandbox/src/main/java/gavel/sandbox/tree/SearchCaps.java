package gavel.sandbox.tree;

/**
 * How far a search goes.
 *
 * @param names deep, counted from the root
 * @param seen names that are looked at
 * @param kept paths that are kept: the first by their bytes
 */
public record SearchCaps(int names, int seen, int kept) {}
