package gavel.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** What compose.yaml says about the containers that it starts. Merge keys are resolved. */
final class ComposeFile {
  private final JsonNode root;

  ComposeFile(Path file) throws IOException {
    Map<String, Object> merged = new Yaml().load(Files.readString(file));
    this.root = new ObjectMapper().valueToTree(merged);
  }

  /** How `docker run` is told what the service has of rights and places to write. */
  List<String> rights(String service) {
    JsonNode of = service(service);
    List<String> options = new ArrayList<>();
    if (of.path("read_only").asBoolean()) {
      options.add("--read-only");
    }
    each(of, "cap_drop", "--cap-drop", options);
    each(of, "cap_add", "--cap-add", options);
    each(of, "security_opt", "--security-opt", options);
    each(of, "tmpfs", "--tmpfs", options);
    options.add("--memory=" + of.path("mem_limit").asText());
    options.add("--pids-limit=" + of.path("pids_limit").asText("-1"));
    return options;
  }

  private static void each(JsonNode of, String key, String option, List<String> options) {
    of.path(key).forEach(value -> options.addAll(List.of(option, value.asText())));
  }

  /** Capabilities of a service, without CAP_. */
  List<String> capabilities(String service) {
    List<String> names = new ArrayList<>();
    service(service).path("cap_add").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** The environment of a service. */
  Map<String, String> environment(String service) {
    Map<String, String> environment = new TreeMap<>();
    service(service)
        .path("environment")
        .properties()
        .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
    return environment;
  }

  private JsonNode service(String name) {
    return root.path("services").required(name);
  }
}
