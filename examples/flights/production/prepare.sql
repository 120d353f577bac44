-- Three million US domestic flights of January to June 2001 (US Bureau of Transportation Statistics, from the package
-- vega-datasets). The model learned from 1 to 24 January and was judged on the week after; from then on it served.
CREATE VIEW flights AS
SELECT
  row_number() OVER () AS flight,
  date,
  hour(date) AS hour,
  isodow(date) AS weekday,
  distance,
  origin,
  destination,
  delay > 15 AS late
FROM 'node_modules/vega-datasets/data/flights-3m.parquet';

CREATE VIEW learned AS FROM flights WHERE date < '2001-01-25';
CREATE VIEW judged AS FROM flights WHERE date >= '2001-01-25' AND date < '2001-02-01';
CREATE VIEW served AS FROM flights WHERE date >= '2001-01-25' AND date < '2001-06-28';
