-- made by hand
CREATE TABLE a (b text);
COPY a FROM stdin;
\N
\c is a row
\.
create  database dashboard;
\c dashboard
