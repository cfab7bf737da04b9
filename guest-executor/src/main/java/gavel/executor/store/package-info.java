/**
 * What an executor keeps between requests, all of it below one directory that only root can enter.
 *
 * <p>Blobs and artifacts are named by what is in them, so that nothing is sent or compiled twice.
 * Both stores are bounded in bytes and give leases: what a run is using is never evicted. Files get
 * their final name by one rename when they are complete, so a name always means the whole content.
 *
 * <p>No program writes below this directory but a compiler in the scratch directory that was made
 * for it. What is in there is touched only through {@link gavel.sandbox.tree}: copied out to become
 * an artifact, then deleted.
 */
@NullMarked
package gavel.executor.store;

import org.jspecify.annotations.NullMarked;
