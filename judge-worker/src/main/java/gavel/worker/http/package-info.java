/**
 * What a worker tells over HTTP: {@code /metrics}, {@code /health} and {@code /ready}.
 *
 * <p>{@link gavel.worker.http.StatusServer} is the JDK's own server around a few fixed pages. It
 * reads no bodies, knows {@code GET} and {@code HEAD} only, and has no secrets to protect; still it
 * is meant for the machine itself or a network of operators: there is no login, and the figures say
 * how busy a contest is.
 *
 * <p>{@link gavel.worker.http.Checks} are the reasons for which a worker is not alive, or not
 * ready.
 */
@NullMarked
package gavel.worker.http;

import org.jspecify.annotations.NullMarked;
