-- The admin API compares the second count of accepted votes with the database before it certifies a result (P5).
GRANT EXECUTE ON FUNCTION groups_on_record, received_on_record TO scrutin_admin;
