package import GRDB

/// The tables of the one file, as they became what they are.
///
/// A step that was once released is never changed; the next change is a next step. An older file is
/// brought up to date when it is opened, in one transaction, and a newer one is refused.
package enum Schema {
  package static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 plans", migrate: plans)
    migrator.registerMigration("2 runs", migrate: runs)
    migrator.registerMigration("3 people", migrate: people)
    migrator.registerMigration("4 demands", migrate: demands)
    migrator.registerMigration("5 studies", migrate: studies)
    migrator.registerMigration("6 facts", migrate: facts)
    return migrator
  }

  private static func plans(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE shift (id INTEGER PRIMARY KEY, json BLOB NOT NULL);
        CREATE TABLE instance (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, shift INTEGER NOT NULL REFERENCES shift,
          remarks TEXT NOT NULL, author TEXT NOT NULL, at REAL NOT NULL);
        CREATE TABLE plan (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, instance INTEGER NOT NULL REFERENCES instance,
          head INTEGER NOT NULL, published INTEGER, revision INTEGER NOT NULL,
          author TEXT NOT NULL, at REAL NOT NULL);
        CREATE TABLE version (
          plan INTEGER NOT NULL REFERENCES plan, n INTEGER NOT NULL, parent INTEGER,
          shift INTEGER NOT NULL REFERENCES shift, schedule BLOB, words TEXT NOT NULL,
          minutes REAL, broken INTEGER, author TEXT NOT NULL, at REAL NOT NULL,
          PRIMARY KEY (plan, n));
        CREATE TABLE publication (
          plan INTEGER NOT NULL, n INTEGER NOT NULL, note TEXT NOT NULL, author TEXT NOT NULL,
          at REAL NOT NULL, PRIMARY KEY (plan, n));
        -- What was once a version stays as it was, published or not.
        CREATE TRIGGER version_stays BEFORE UPDATE ON version
          BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
        CREATE TRIGGER version_is_kept BEFORE DELETE ON version
          BEGIN SELECT RAISE(ABORT, 'a version is never removed'); END;
        CREATE TRIGGER shift_stays BEFORE UPDATE ON shift
          BEGIN SELECT RAISE(ABORT, 'a shift is never changed'); END;
        """)
  }

  private static func runs(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE run (
          id INTEGER PRIMARY KEY, plan INTEGER NOT NULL REFERENCES plan, base INTEGER NOT NULL,
          request TEXT NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 0,
          worker TEXT, lease REAL, pid INTEGER, cancel INTEGER NOT NULL DEFAULT 0,
          words TEXT, options TEXT, version INTEGER, author TEXT NOT NULL,
          created REAL NOT NULL, started REAL, ended REAL);
        CREATE INDEX run_by_state ON run (state, id);
        CREATE TABLE event (
          id INTEGER PRIMARY KEY AUTOINCREMENT, plan INTEGER NOT NULL, run INTEGER,
          kind TEXT NOT NULL, fact TEXT NOT NULL, json TEXT NOT NULL, at REAL NOT NULL);
        -- A run that is taken over says the same things again: each is an event once.
        CREATE UNIQUE INDEX event_once ON event (run, fact) WHERE run IS NOT NULL;
        """)
  }

  private static func people(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE invitation (
          digest TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, expires REAL NOT NULL);
        CREATE TABLE session (
          digest TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, expires REAL NOT NULL);
        CREATE TABLE audit (
          id INTEGER PRIMARY KEY, at REAL NOT NULL, author TEXT NOT NULL, role TEXT NOT NULL,
          action TEXT NOT NULL, plan INTEGER, n INTEGER, words TEXT NOT NULL);
        CREATE TABLE answer (
          author TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL,
          location TEXT, body TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (author, key));
        """)
  }

  /// Records of incidents, what is needed by them, and runs that are of no plan but of that.
  private static func demands(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE incidents (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, author TEXT NOT NULL, at REAL NOT NULL);
        CREATE TABLE incident_file (
          incidents INTEGER NOT NULL REFERENCES incidents, n INTEGER NOT NULL, name TEXT NOT NULL,
          content BLOB NOT NULL, PRIMARY KEY (incidents, n));
        CREATE TABLE demand (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, incidents INTEGER NOT NULL REFERENCES incidents,
          shift INTEGER REFERENCES instance, plan INTEGER REFERENCES plan, document BLOB,
          forecastPage BLOB, demandPage BLOB, author TEXT NOT NULL, at REAL NOT NULL);
        CREATE TABLE run_of_either (
          id INTEGER PRIMARY KEY, plan INTEGER REFERENCES plan, base INTEGER,
          demand INTEGER REFERENCES demand,
          request TEXT NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 0,
          worker TEXT, lease REAL, pid INTEGER, cancel INTEGER NOT NULL DEFAULT 0, reason TEXT,
          words TEXT, options TEXT, version INTEGER, author TEXT NOT NULL,
          created REAL NOT NULL, started REAL, ended REAL,
          CHECK ((plan IS NULL) <> (demand IS NULL) AND (plan IS NULL) = (base IS NULL)));
        INSERT INTO run_of_either (
            id, plan, base, request, state, attempt, worker, lease, pid, cancel, words, options,
            version, author, created, started, ended)
          SELECT id, plan, base, request, state, attempt, worker, lease, pid, cancel, words, options,
            version, author, created, started, ended FROM run;
        DROP TABLE run;
        ALTER TABLE run_of_either RENAME TO run;
        CREATE INDEX run_by_state ON run (state, id);
        CREATE INDEX run_by_demand ON run (demand);
        CREATE INDEX version_by_parent ON version (plan, parent);
        CREATE TABLE event_of_either (
          id INTEGER PRIMARY KEY AUTOINCREMENT, plan INTEGER, run INTEGER,
          kind TEXT NOT NULL, fact TEXT NOT NULL, json TEXT NOT NULL, at REAL NOT NULL);
        INSERT INTO event_of_either SELECT id, plan, run, kind, fact, json, at FROM event;
        DROP TABLE event;
        ALTER TABLE event_of_either RENAME TO event;
        CREATE UNIQUE INDEX event_once ON event (run, fact) WHERE run IS NOT NULL;
        """)
  }

  /// Pages of studies, comparisons and results, to be looked at.
  private static func studies(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE study (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, content BLOB NOT NULL, shift BLOB, page BLOB NOT NULL, author TEXT NOT NULL, at REAL NOT NULL);
        """)
  }

  /// What versions and runs came from and to, for pages of any language; and whole answers, which a day
  /// is enough for.
  private static func facts(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE version ADD COLUMN fact TEXT;
        ALTER TABLE instance ADD COLUMN map BLOB;
        ALTER TABLE run ADD COLUMN outcome TEXT;
        CREATE TRIGGER shift_is_kept BEFORE DELETE ON shift
          BEGIN SELECT RAISE(ABORT, 'a shift is never removed'); END;
        CREATE TRIGGER publication_stays BEFORE UPDATE ON publication
          BEGIN SELECT RAISE(ABORT, 'what is published is never changed'); END;
        CREATE TRIGGER publication_is_kept BEFORE DELETE ON publication
          BEGIN SELECT RAISE(ABORT, 'what is published is never taken back'); END;
        DROP TABLE answer;
        CREATE TABLE answer (
          author TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL,
          location TEXT, tag TEXT, body BLOB NOT NULL, at REAL NOT NULL, PRIMARY KEY (author, key));
        """)
  }
}
