package gavel.worker.topic;

import gavel.worker.JudgeFault.QueueFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeShareGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Which rights a user lacks, all of them at once. Brokers tell, with the description of a topic,
 * what the one who asks may do with it; of a topic that one may not even describe, and of one that
 * does not exist yet, they tell less.
 */
final class ClusterRights {
  private final Admin admin;
  private final ClusterFaults faults;
  private final Duration patience;
  private final List<String> lacking = new ArrayList<>();
  private final Set<String> absent = new TreeSet<>();

  ClusterRights(Admin admin, ClusterFaults faults, Duration patience) {
    this.admin = admin;
    this.faults = faults;
    this.patience = patience;
  }

  /**
   * What a worker does with each topic.
   *
   * @param materialises whether it writes the latest verdicts
   */
  static Map<String, Set<AclOperation>> ofWorkers(boolean materialises) {
    Map<String, Set<AclOperation>> needs = new TreeMap<>();
    for (TopicSpec topic : Topics.all()) {
      String name = topic.name();
      if (materialises || !name.equals(Topics.LATEST_VERDICTS)) {
        needs.put(name, ofWorkers(name));
      }
    }
    return needs;
  }

  private static Set<AclOperation> ofWorkers(String topic) {
    boolean isLane = Lane.of(topic).isPresent();
    // what cannot be judged yet goes to the end of its queue, and of some that is the same topic
    boolean isOnlyRead = isLane && Lane.laterThan(topic).isPresent();
    if (isOnlyRead || topic.equals(Topics.CONTROL)) {
      return EnumSet.of(AclOperation.READ);
    }
    return isLane || topic.startsWith(Topics.VERDICTS)
        ? EnumSet.of(AclOperation.READ, AclOperation.WRITE)
        : EnumSet.of(AclOperation.WRITE);
  }

  /** What one who submits does with each topic. */
  static Map<String, Set<AclOperation>> ofClients() {
    Map<String, Set<AclOperation>> needs = new TreeMap<>();
    needs.put(Topics.SUBMISSIONS, EnumSet.of(AclOperation.WRITE));
    for (String topic : List.of(Topics.VERDICTS, Topics.PROGRESS, Topics.DEAD_LETTERS)) {
      needs.put(topic, EnumSet.of(AclOperation.READ));
    }
    return needs;
  }

  /** In words like "read topic gavel.verdicts". */
  List<String> lacking() {
    return List.copyOf(lacking);
  }

  /** Topics that are not there, as far as this user is told. */
  Set<String> absent() {
    return Set.copyOf(absent);
  }

  void topics(Map<String, Set<AclOperation>> needs) throws QueueFault, InterruptedException {
    Map<String, KafkaFuture<TopicDescription>> asked =
        admin
            .describeTopics(
                needs.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> each : asked.entrySet()) {
      String topic = each.getKey();
      Set<AclOperation> need = needs.getOrDefault(topic, Set.of());
      try {
        Set<AclOperation> given = each.getValue().get().authorizedOperations();
        lack(need, given == null ? need : given, "topic " + topic);
      } catch (ExecutionException e) {
        switch (KafkaFaults.causeOf(e)) {
          case TopicAuthorizationException _ -> lack(need, Set.of(), "topic " + topic);
          case UnknownTopicOrPartitionException _ -> absent.add(topic);
          case Throwable other -> throw faults.of("describe topic " + topic, patience, other);
        }
      }
    }
  }

  /** A group that no member has joined yet tells nothing but whether it may be described. */
  void group(String group) throws QueueFault, InterruptedException {
    KafkaFuture<ShareGroupDescription> asked =
        admin
            .describeShareGroups(
                List.of(group), new DescribeShareGroupsOptions().includeAuthorizedOperations(true))
            .describedGroups()
            .get(group);
    try {
      Set<AclOperation> need = EnumSet.of(AclOperation.READ);
      if (asked != null) {
        Set<AclOperation> given = asked.get().authorizedOperations();
        lack(need, given == null ? need : given, "group " + group);
      }
    } catch (ExecutionException e) {
      switch (KafkaFaults.causeOf(e)) {
        case GroupAuthorizationException _ ->
            lack(EnumSet.of(AclOperation.READ), Set.of(), "group " + group);
        case GroupIdNotFoundException _ -> {
          // nobody has joined it yet
        }
        case Throwable other -> throw faults.of("describe group " + group, patience, other);
      }
    }
  }

  /** The same of an ordinary consumer group. */
  void consumers(String group) throws QueueFault, InterruptedException {
    Set<AclOperation> need = EnumSet.of(AclOperation.READ);
    try {
      Set<AclOperation> given =
          admin
              .describeConsumerGroups(
                  List.of(group),
                  new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
              .all()
              .get()
              .values()
              .iterator()
              .next()
              .authorizedOperations();
      lack(need, given == null ? need : given, "group " + group);
    } catch (ExecutionException e) {
      switch (KafkaFaults.causeOf(e)) {
        case GroupAuthorizationException _ -> lack(need, Set.of(), "group " + group);
        case GroupIdNotFoundException _ -> {
          // nobody has joined it yet
        }
        case Throwable other -> throw faults.of("describe group " + group, patience, other);
      }
    }
  }

  /**
   * Whether transactions may be begun under an id; brokers tell only whoever does it, or asks about
   * one.
   *
   * @param begin begins one under that id, and ends it
   */
  void transactions(String id, boolean begin) throws QueueFault, InterruptedException {
    try {
      if (begin) {
        admin.fenceProducers(List.of(id)).all().get();
      } else {
        admin.describeTransactions(List.of(id)).all().get();
      }
    } catch (ExecutionException e) {
      switch (KafkaFaults.causeOf(e)) {
        case TransactionalIdAuthorizationException _ ->
            lack(EnumSet.of(AclOperation.WRITE), Set.of(), "transactional id " + id);
        case TransactionalIdNotFoundException _ -> {
          // nobody has begun any yet
        }
        case Throwable other -> throw faults.of("begin transactions as " + id, patience, other);
      }
    }
  }

  private void lack(Set<AclOperation> need, Set<AclOperation> given, String of) {
    for (AclOperation operation : need) {
      if (!given.contains(operation) && !given.contains(AclOperation.ALL)) {
        lacking.add(operation.name().toLowerCase(Locale.ROOT) + " " + of);
      }
    }
  }
}
