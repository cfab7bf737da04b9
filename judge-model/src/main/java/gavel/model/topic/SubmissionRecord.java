package gavel.model.topic;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.ByteSize;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A submission on {@code gavel.submissions}, keyed by its id.
 *
 * @param schema of this record; this is {@value #SCHEMA}
 * @param id chosen by the submitter: letters, digits, {@code . _ - :}, at most 128
 * @param generation 0 when absent; a rejudge of the same submission has the next one
 * @param problem the short name of a problem
 * @param language the id of a language
 * @param source the program; for one that is not UTF-8, {@code sourceBase64} has it instead
 * @param filename what the source is called; absent: as the language calls it
 * @param user who submitted it, for fairness and reports
 * @param deadline when nobody wants its verdict any more: it is not begun, or ended, and gets a
 *     dead letter
 * @param trial the rejudge that this is a part of: its verdict is only a proposal, see {@link
 *     TrialVerdictRecord}; absent in what is submitted. Workers that do not know it bury the record
 */
public record SubmissionRecord(
    int schema,
    String id,
    @Nullable Integer generation,
    String problem,
    String language,
    @Nullable String source,
    @Nullable String sourceBase64,
    @Nullable String filename,
    @Nullable String user,
    @Nullable Instant submittedAt,
    @Nullable Instant deadline,
    @Nullable String trial) {

  /** The schema that this program writes, and the newest that it reads. */
  public static final int SCHEMA = 1;

  /** The longest source that a topic record can carry. */
  public static final ByteSize MAX_SOURCE = ByteSize.ofMiB(1);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,127}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+ -]{0,127}");

  /** Refuses what cannot be judged, with {@link InvalidField}. */
  public SubmissionRecord {
    require(isId(required("id", id)), "id", "must match " + ID);
    require(generation == null || generation >= 0, "generation", "is negative");
    requireName("problem", problem);
    requireName("language", language);
    require(
        source != null || sourceBase64 != null,
        "source",
        "is missing (source_base64 may stand for it)");
    require(source == null || sourceBase64 == null, "source_base64", "stands beside source");
    require(trial == null || isId(trial), "trial", "must match " + ID);
    require(filename == null || FILE.matcher(filename).matches(), "filename", "must match " + FILE);
    if (source != null) {
      requireLength("source", utf8(source).length);
    } else if (sourceBase64 != null) {
      requireLength("source_base64", decode(sourceBase64).length);
    }
  }

  private static void requireLength(String field, int length) {
    require(length > 0, field, "is empty");
    require(length <= MAX_SOURCE.bytes(), field, "is over " + MAX_SOURCE.bytes() + " bytes");
  }

  private static void requireName(String field, String value) {
    require(NAME.matcher(required(field, value)).matches(), field, "must match " + NAME);
  }

  /** A first submission with a source in UTF-8. */
  public static SubmissionRecord of(
      String id, String problem, String language, byte[] source, String filename, Instant now) {
    String text = new String(source, StandardCharsets.UTF_8);
    boolean faithful = MessageDigest.isEqual(utf8(text), source);
    return new SubmissionRecord(
        SCHEMA,
        id,
        null,
        problem,
        language,
        faithful ? text : null,
        faithful ? null : Base64.getEncoder().encodeToString(source),
        filename,
        null,
        now,
        null,
        null);
  }

  /** The same, from that user. */
  public SubmissionRecord by(@Nullable String newUser) {
    return new SubmissionRecord(
        schema,
        id,
        generation,
        problem,
        language,
        source,
        sourceBase64,
        filename,
        newUser,
        submittedAt,
        deadline,
        trial);
  }

  /** The same, of use until then only. */
  public SubmissionRecord until(Instant newDeadline) {
    return new SubmissionRecord(
        schema,
        id,
        generation,
        problem,
        language,
        source,
        sourceBase64,
        filename,
        user,
        submittedAt,
        newDeadline,
        trial);
  }

  /**
   * The same once more for a rejudge, without the deadline, which was for the first time.
   *
   * @param newGeneration that its verdict is proposed for
   * @param newTrial the id of the rejudge
   * @param queued when it came, where it does not say so itself
   */
  public SubmissionRecord again(int newGeneration, String newTrial, Instant queued) {
    return new SubmissionRecord(
        schema,
        id,
        newGeneration,
        problem,
        language,
        source,
        sourceBase64,
        filename,
        user,
        submittedAt == null ? queued : submittedAt,
        null,
        newTrial);
  }

  /** Whether a submission can be called that. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * Reads a record value.
   *
   * @throws InvalidField that names the field; for {@code schema} when the record is newer
   */
  public static SubmissionRecord read(byte[] value) {
    ObjectNode tree = StrictJson.readObject(value);
    JsonNode schema = tree.path("schema");
    require(!schema.isMissingNode(), "schema", "is missing");
    require(schema.isInt() && schema.intValue() >= 1, "schema", "is not a whole number over 0");
    if (schema.intValue() > SCHEMA) {
      throw new NewerSchema(schema.intValue());
    }
    return StrictJson.read(tree, SubmissionRecord.class);
  }

  /** The source as it was submitted. */
  public byte[] sourceBytes() {
    return source == null ? decode(required("source_base64", sourceBase64)) : utf8(source);
  }

  /** The generation, 0 for a first submission. */
  public int generationOrFirst() {
    return generation == null ? 0 : generation;
  }

  /**
   * What makes two records of an id and a generation the same submission: SHA-256 over problem,
   * language, file name and source, in hexadecimal.
   */
  public String contentHash() {
    MessageDigest digest = sha256();
    for (String part : new String[] {problem, language, filename == null ? "" : filename}) {
      digest.update(utf8(part));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest(sourceBytes()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidField("source_base64", "is not base64: " + malformed.getMessage());
    }
  }
}
