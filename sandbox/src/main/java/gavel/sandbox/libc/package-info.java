/**
 * The calls of the C library that Java lacks, and the only use of JNA.
 *
 * <p>Theory of operation. {@link gavel.sandbox.libc.Libc} declares the functions under their C
 * names, nothing more. {@link gavel.sandbox.libc.Descriptor} is an open file or directory and what
 * can be done with it; it checks every return code and gives the error a name. Files are named by a
 * {@link gavel.sandbox.libc.FileName}, one component of arbitrary bytes, or a {@link
 * gavel.sandbox.libc.RelativePath} of such components, resolved by {@code openat2(2)} below an open
 * directory, over no link and into no mount. So there is no way to say {@code ..}, an absolute path
 * or a link here, but for the paths that {@link gavel.sandbox.libc.Descriptor#ofDirectory} takes on
 * trust. What is open already is reached again through {@code /proc/self/fd}, so that /proc must be
 * mounted.
 *
 * <p>What somebody who changes the tree meanwhile can bring about (a name that is gone, a directory
 * that is not empty) comes back as an {@link gavel.sandbox.libc.Errno} where it is common, else as
 * an {@link gavel.sandbox.libc.ErrnoException} that carries one.
 */
@NullMarked
package gavel.sandbox.libc;

import org.jspecify.annotations.NullMarked;
