-- The demo begins without any cart: a till makes them.
SELECT 1;
