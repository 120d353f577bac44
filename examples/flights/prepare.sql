-- Three million US domestic flights of January to June 2001 (US Bureau of Transportation Statistics,
-- from the package vega-datasets). `date` is when the aircraft left the gate and `delay` how late it
-- arrived, so the honest question is asked at push-back: will it arrive more than 15 minutes late?
CREATE VIEW flights AS
SELECT
  date,
  hour(date) AS hour,
  isodow(date) AS weekday,
  distance,
  origin,
  destination,
  delay > 15 AS late
FROM 'node_modules/vega-datasets/data/flights-3m.parquet';

CREATE VIEW january AS FROM flights WHERE month(date) = 1;
CREATE VIEW march AS FROM flights WHERE month(date) = 3;
CREATE VIEW june AS FROM flights WHERE month(date) = 6;
