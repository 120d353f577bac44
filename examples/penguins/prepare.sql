-- 344 penguins of three species (Palmer Station LTER, CC0, from the package vega-datasets); every third one is for testing.
CREATE VIEW penguins AS
SELECT row_number() OVER () AS number, * RENAME (
  "Species" AS species, "Island" AS island, "Sex" AS sex, "Beak Length (mm)" AS beak_length,
  "Beak Depth (mm)" AS beak_depth, "Flipper Length (mm)" AS flipper_length, "Body Mass (g)" AS body_mass
)
FROM 'node_modules/vega-datasets/data/penguins.json';

CREATE VIEW train AS FROM penguins WHERE number % 3 <> 0 AND body_mass IS NOT NULL;
CREATE VIEW test AS FROM penguins WHERE number % 3 = 0 AND body_mass IS NOT NULL;
