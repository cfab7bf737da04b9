/**
 * Problem packages in a store that is read over HTTP, such as a bucket of an object store or a
 * directory of a web server.
 *
 * <p>A store has two kinds of objects. {@code problems/ID.json} is small and changes with every
 * revision: it names the revision, and the size and SHA-256 of the archive that holds it. {@code
 * archives/SHA256.zip} is that archive and never changes. So a reader needs a conditional request
 * for the small one to know that nothing is new, and whatever the large one turns out to be, it is
 * the right one or it is refused.
 *
 * <p>{@link gavel.testcases.store.StoredProblems} is the whole of it for a reader: it asks {@link
 * gavel.testcases.store.StoreClient} for the index, gets the archive where {@link
 * gavel.testcases.store.StoreCache} does not have it unpacked, reads the package and hands it out.
 * A package that was handed out is held until it is released; a new revision is a directory of its
 * own beside it. {@link gavel.testcases.store.StoreWriter} makes a store of packages.
 *
 * <p>Workers may share a cache. A directory appears in it whole, by a rename, and is removed only
 * by one who holds its lock alone; whoever uses one holds the lock with others.
 */
@NullMarked
package gavel.testcases.store;

import org.jspecify.annotations.NullMarked;
