-- The table of 吉会法字〔2015〕1号, reckoned from the notes of the form alone, for one unit and year.
-- Parameters: unit (id), year, as_at (the last day of the year, or today while it runs).
-- Rows: line 1-13 of the form, column (level), part of the cell, figure (null when nobody knows).
WITH RECURSIVE
asked AS (
    SELECT %(unit)s::bigint AS unit_id, %(year)s::int AS year, %(as_at)s::date AS as_at
),
-- The subtree by leadership itself, not by the paths copied onto records.
subtree AS (
    SELECT u.id, u.level FROM organisations_unit u JOIN asked ON u.id = asked.unit_id
    UNION ALL
    SELECT u.id, u.level FROM organisations_unit u JOIN subtree ON u.parent_id = subtree.id
),
ranks (level, height) AS (
    VALUES ('nation', 1), ('province', 2), ('prefecture', 3), ('county', 4), ('township', 5),
           ('primary', 6)
),
columns AS (
    SELECT r.level, r.height FROM ranks r
    WHERE r.level IN ('prefecture', 'county', 'township')
      AND r.height >= (SELECT h.height FROM organisations_unit u
                       JOIN ranks h ON h.level = u.level
                       JOIN asked ON u.id = asked.unit_id)
),
-- Lines 1-4: institutions that exist at the end of the period, by form of organisation.
institutions AS (
    SELECT CASE i.form WHEN 'stand_alone' THEN 1 WHEN 'co_located' THEN 2
                       WHEN 'judicial_branch' THEN 3 WHEN 'purchased' THEN 4 END AS line,
           s.level, '' AS part, count(*) AS figure
    FROM organisations_aidinstitution i JOIN subtree s ON s.id = i.unit_id, asked
    WHERE i.opened_on <= asked.as_at AND (i.closed_on IS NULL OR i.closed_on > asked.as_at)
    GROUP BY 1, 2
),
-- Line 5: each person once, in the post that counts most.
posts AS (
    SELECT p.*, row_number() OVER (
               PARTITION BY p.user_id
               ORDER BY (p.employment <> 'full_time'), r.height, p.starts_on, p.id
           ) AS place
    FROM people_post p
    JOIN organisations_unit u ON u.id = p.unit_id
    JOIN ranks r ON r.level = u.level, asked
    WHERE NOT EXISTS (SELECT 1 FROM people_shareddesk d WHERE d.post_id = p.id)
      AND p.role IN ('legal_head', 'legal_officer', 'window_clerk', 'hotline_agent')
      AND p.starts_on <= asked.as_at AND (p.ends_on IS NULL OR p.ends_on >= asked.as_at)
),
staff AS (
    SELECT 5 AS line, s.level, p.employment AS part, count(DISTINCT p.user_id) AS figure
    FROM posts p JOIN subtree s ON s.id = p.unit_id WHERE p.place = 1 GROUP BY 2, 3
),
-- Line 6: each volunteer once, with the highest union that appointed her, suspended ones left out.
terms AS (
    SELECT t.*, row_number() OVER (
               PARTITION BY t.lawyer_id ORDER BY r.height, t.starts_on, t.id
           ) AS place
    FROM lawyers_panelterm t
    JOIN organisations_unit u ON u.id = t.unit_id
    JOIN ranks r ON r.level = u.level, asked
    WHERE asked.as_at BETWEEN t.starts_on AND t.ends_on
      AND (t.suspended_on IS NULL OR t.suspended_on > asked.as_at)
),
volunteers AS (
    SELECT 6 AS line, s.level, '' AS part, count(DISTINCT t.lawyer_id) AS figure
    FROM terms t JOIN subtree s ON s.id = t.unit_id WHERE t.place = 1 GROUP BY 2
),
-- Lines 7-11: what units entered by hand; from below only what was submitted.
entered AS (
    SELECT CASE f.indicator WHEN 'subsidy' THEN 7 WHEN 'central_funds' THEN 8
                            WHEN 'local_funds' THEN 9 WHEN 'union_funds' THEN 10
                            WHEN 'consultations' THEN 11 END AS line,
           f.level, f.part, sum(f.value) AS figure
    FROM reporting_manualfigure f
    JOIN reporting_return r ON r.id = f.unit_return_id
    JOIN subtree s ON s.id = r.unit_id, asked
    WHERE r.year = asked.year
      AND (r.unit_id = asked.unit_id OR r.state IN ('submitted', 'accepted'))
    GROUP BY 1, 2, 3
),
-- Lines 11-13: what happened in the year, by the day in Beijing; a case once in each line.
consultations AS (
    SELECT 11 AS line, s.level, '' AS part, count(*) AS figure
    FROM cases_case c JOIN subtree s ON s.id = c.unit_id, asked
    WHERE c.aid_form IN ('consultation', 'drafting') AND c.state <> 'transferred'
      AND (c.aid_form = 'drafting' OR c.matter_id NOT IN (
          SELECT q.matter_id FROM consultations_consultation q
          WHERE q.matter_id IS NOT NULL AND q.state <> 'set_aside'))
      AND extract(year FROM c.applied_at AT TIME ZONE 'Asia/Shanghai') = asked.year
    GROUP BY 2
),
-- And whoever asked in the year, unless the question was set aside.
questions AS (
    SELECT 11 AS line, s.level, '' AS part, count(*) AS figure
    FROM consultations_consultation q JOIN subtree s ON s.id = q.unit_id, asked
    WHERE q.state <> 'set_aside'
      AND extract(year FROM q.asked_at AT TIME ZONE 'Asia/Shanghai') = asked.year
    GROUP BY 2
),
proceedings AS (
    SELECT CASE WHEN g.kind = 'arbitration' THEN 12 ELSE 13 END AS line,
           s.level, '' AS part, count(DISTINCT g.case_id) AS figure
    FROM cases_stage g
    JOIN cases_case c ON c.id = g.case_id
    JOIN subtree s ON s.id = c.unit_id, asked
    WHERE g.kind IN ('arbitration', 'first_instance', 'second_instance')
      AND extract(year FROM g.filed_on) = asked.year
    GROUP BY 1, 2
),
found AS (
    SELECT * FROM institutions UNION ALL SELECT * FROM staff UNION ALL SELECT * FROM volunteers
    UNION ALL SELECT * FROM entered UNION ALL SELECT * FROM consultations
    UNION ALL SELECT * FROM questions UNION ALL SELECT * FROM proceedings
),
places (line, part) AS (
    SELECT line, '' FROM generate_series(1, 13) AS line WHERE line NOT IN (5, 7)
    UNION ALL VALUES (5, 'full_time'), (5, 'part_time'), (7, 'yes'), (7, 'no')
)
SELECT p.line, c.level, p.part,
       -- A line counted from records is 0 where there are none; one entered by hand is unknown.
       CASE WHEN p.line BETWEEN 7 AND 10 THEN sum(f.figure) ELSE coalesce(sum(f.figure), 0) END
FROM places p CROSS JOIN columns c
LEFT JOIN found f ON f.line = p.line AND f.level = c.level AND f.part = p.part
GROUP BY p.line, c.level, p.part
ORDER BY p.line, c.level, p.part
