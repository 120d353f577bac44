-- Synthetic hours of a bicycle hire, the same every time: warm dry days and the two rush hours sell.
CREATE MACRO chance(number, what) AS md5_number_lower(what || number) / 18446744073709551616.0;

CREATE TABLE hours AS
SELECT
  number,
  number % 24 AS hour,
  (number // 24) % 7 + 1 AS weekday,
  round(10 + 15 * sin(number / 24 / 58) + 6 * (chance(number // 24, 'warm') - 0.5), 1) AS temperature,
  chance(number // 24, 'rain') < 0.3 AS rain,
  number // 24 AS day,
  round(
    greatest(0, 20 + 3 * temperature)
    * CASE WHEN hour IN (8, 17, 18) AND weekday < 6 THEN 2.5 WHEN hour BETWEEN 7 AND 21 THEN 1.2 ELSE 0.2 END
    * CASE WHEN rain THEN 0.5 ELSE 1 END
    * (0.8 + 0.4 * chance(number, 'luck'))
  ) AS hired
FROM range(24 * 240) AS rows(number);

CREATE VIEW train AS FROM hours WHERE day < 160;
CREATE VIEW test AS FROM hours WHERE day >= 160;
