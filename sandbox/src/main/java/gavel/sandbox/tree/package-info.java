/**
 * Directory trees that a program could write, or is writing just now: written, searched, copied and
 * removed without ever being led out of them.
 *
 * <p>Theory of operation. Everything starts at a {@link gavel.sandbox.tree.BeneathDirectory}, a
 * root that was opened by a path on trust; from there on one name at a time is resolved below an
 * open directory ({@link gavel.sandbox.libc.Descriptor}). What was looked at is what is used: a
 * file is opened without rights first, its status is read, and only the same open file is read or
 * given away. So an exchange of names between the two changes nothing, no pipe is waited for and no
 * device ever opened.
 *
 * <p>{@link gavel.sandbox.tree.TreeCopy} takes regular files and directories out, up to caps;
 * {@link gavel.sandbox.tree.TreeRemover} empties a tree of any depth and any number of files with
 * three descriptors and constant memory; {@link gavel.sandbox.tree.TreeOwner} gives a tree to a
 * user; {@link gavel.sandbox.tree.BeneathDirectory#entries} lists one, up to caps. What a program
 * made of its tree is a value here; an {@code IOException} is a fault of the machine.
 */
@NullMarked
package gavel.sandbox.tree;

import org.jspecify.annotations.NullMarked;
