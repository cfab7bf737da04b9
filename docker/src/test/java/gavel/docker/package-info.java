/**
 * Tests of the images: built and run for real, by a Docker daemon of the tests' own.
 *
 * <p>Theory of operation. {@link gavel.docker.DockerDaemon} starts a daemon in a temporary
 * directory that touches neither the network of the machine nor another daemon's data. {@link
 * gavel.docker.TestImages} makes stand-ins for what a registry would give (a base of Debian's
 * packages, a JDK) and has {@code docker/build} build the images on them. The tests then run Kafka,
 * executor and worker as {@code compose.yaml} has them, and judge.
 */
@NullMarked
package gavel.docker;

import org.jspecify.annotations.NullMarked;
