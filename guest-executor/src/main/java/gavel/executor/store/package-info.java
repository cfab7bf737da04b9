/**
 * What an executor keeps between requests, all of it below one directory that only root can enter.
 *
 * <p>Blobs and artifacts are named by what is in them, so that nothing is sent or compiled twice.
 * Both stores are bounded in bytes and give leases: what a run is using is never evicted. Files get
 * their final name by one rename when they are complete, so a name always means the whole content.
 *
 * <p>Whatever a program could have written is touched only when none of its processes is left, and
 * without following links: {@link gavel.executor.store.Takeover} makes a compiler's directory
 * root's own, {@link gavel.executor.store.TreeRemover} deletes it.
 */
@NullMarked
package gavel.executor.store;

import org.jspecify.annotations.NullMarked;
