package gavel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
  private static final LanguageDefinition C = Languages.bundled().byId("c").orElseThrow();
  @TempDir Path temporary;
  private ArtifactStore store;

  @BeforeEach
  void open() throws IOException {
    Path directory = Files.createDirectory(temporary.resolve("artifacts"));
    store = new ArtifactStore(directory, ByteSize.ofBytes(10));
  }

  private Lease<Artifact> add(String key, long size) throws IOException {
    Path made = Files.createDirectory(temporary.resolve(key));
    Files.writeString(made.resolve("program"), key);
    Artifact artifact = new Artifact(key, made, C, "", Artifact.Facts.NONE);
    return store.add(artifact, ByteSize.ofBytes(size));
  }

  @Test
  void anArtifactIsMovedIn() throws IOException {
    try (Lease<Artifact> added = add("a", 1)) {
      assertThat(added.value().directory().resolve("program")).hasContent("a");
      assertThat(temporary.resolve("a")).doesNotExist();
    }
    assertThat(store.acquire("a")).isPresent();
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void oneInUseOutlivesWhatComesAfter() throws IOException {
    try (Lease<Artifact> inUse = add("a", 8)) {
      add("b", 8).close();
      add("c", 8).close();
      assertThat(inUse.value().directory()).exists();
      assertThat(store.acquire("b")).isEmpty();
    }
  }

  @Test
  void onlyOneMakesAKeyAtATime() {
    assertThat(store.begin("a")).isEmpty();
    CompletableFuture<Void> other = store.begin("a").orElseThrow();
    assertThat(store.begin("b")).isEmpty();
    assertThat(other).isNotDone();
    store.end("a");
    assertThat(other).isDone();
    assertThat(store.begin("a")).isEmpty();
  }
}
