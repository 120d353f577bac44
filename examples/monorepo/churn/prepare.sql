-- Synthetic customers, the same every time: who calls the support often and visits seldom leaves.
CREATE MACRO chance(number, what) AS md5_number_lower(what || number) / 18446744073709551616.0;

CREATE TABLE customers AS
SELECT
  id AS customer,
  18 + floor(62 * chance(id, 'age')) AS age,
  round(-5 * ln(1 - chance(id, 'visits')), 2) AS visits,
  floor(4 * chance(id, 'calls')) AS calls,
  chance(id, 'left') < 1 / (1 + exp(1 + 0.25 * visits - 0.6 * calls)) AS churned
FROM range(4000) AS rows(id);

CREATE VIEW train AS FROM customers WHERE customer < 2000;
CREATE VIEW test AS FROM customers WHERE customer >= 2000;
