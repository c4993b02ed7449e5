import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.config.Setting;
import org.neo4j.kernel.internal.Version;

/** java -cp 'jars/*' Neo4j.java HOME PORT [temporary]: one Neo4j, until standard input ends or SIGTERM. */
class Neo4j {
  private static DatabaseManagementService service;

  @SuppressWarnings({"rawtypes", "unchecked"})
  public static void main(String[] args) {
    var home = Path.of(args[0]);
    var port = Integer.parseInt(args[1]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(home, args.length > 2)));
    new Thread(Neo4j::exitWithParent).start();
    // 5 s of quiet on each of two thread groups made every stop take 10 s. An Integer in 5.26, a Duration since.
    Setting quiet = GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period;
    try {
      service = new DatabaseManagementServiceBuilder(home)
          .setConfig(BoltConnector.enabled, true)
          .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", port))
          .setConfig(BoltConnector.encryption_level, BoltConnector.EncryptionLevel.DISABLED)
          .setConfig(BoltConnector.server_bolt_telemetry_enabled, false)
          .setConfig(GraphDatabaseSettings.auth_enabled, Boolean.getBoolean("auth"))
          .setConfig(GraphDatabaseSettings.udc_enabled, false)
          .setConfig(GraphDatabaseSettings.pagecache_memory, 128L << 20)
          .setConfig(quiet, quiet.defaultValue() instanceof Integer ? 0 : Duration.ZERO)
          .build();
      if (!service.database("neo4j").isAvailable(60_000)) throw new Exception("The database did not open");
      System.out.println("READY bolt://127.0.0.1:" + port + " " + Version.getNeo4jVersion());
    } catch (Throwable problem) {
      problem.printStackTrace();
      System.exit(1);
    }
  }

  /** Whoever started this holds the other end of standard input, so it ends even when they are killed. */
  private static void exitWithParent() {
    try {
      while (System.in.read() >= 0) {}
    } catch (Exception closed) {
    }
    System.exit(0);
  }

  private static void shutDown(Path home, boolean temporary) {
    if (service != null) service.shutdown();
    if (!temporary) return;
    try (var files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (Exception gone) {
    }
  }
}
