-- What flask-swarm.yaml loads into the database, once.
CREATE TABLE hardware (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text NOT NULL,
  name text NOT NULL
);

INSERT INTO hardware (provider, name) VALUES ('Amazon', 'c5'), ('Azure', 'H16mr');
