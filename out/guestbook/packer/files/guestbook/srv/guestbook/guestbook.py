import os

import flask
import psycopg

app = flask.Flask(__name__)
app.secret_key = os.environ["SESSION_KEY"]


def database():
    return psycopg.connect(os.environ["DATABASE_URL"])


@app.get("/health")
def health():
    return "well"


@app.get("/")
def entries():
    with database() as connection:
        connection.execute("create table if not exists entries (text text not null)")
        rows = connection.execute("select text from entries").fetchall()
    return {"entries": [text for (text,) in rows]}


@app.post("/")
def sign():
    with database() as connection:
        connection.execute("insert into entries values (%s)", [flask.request.form["text"]])
    return flask.redirect("/")
