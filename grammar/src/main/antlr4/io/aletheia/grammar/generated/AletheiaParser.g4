/*
 * The statements of the dialect.
 *
 * Chains of operators are loops, not left recursion: ten thousand ORs must not nest. The arithmetic and the predicates are flat here;
 * the builder of expressions knows the precedences. Only brackets nest, and their depth is checked before the parser runs.
 */
parser grammar AletheiaParser;

options {
    tokenVocab = AletheiaLexer;
}

@members {
    /** Parameters seen in this statement: they are numbered in the order they stand in the text, whatever the tree looks like. */
    private int parameters;

    public int parameters() {
        return parameters;
    }

    public void resetParameters() {
        parameters = 0;
    }
}

// Entry points

oneStatement
    : statement SEMICOLON? EOF
    ;

nextStatement
    : statement ( SEMICOLON | EOF )
    ;

oneExpression
    : expression EOF
    ;

statement
    : queryStatement
    | change
    | definition
    | copy
    | explain
    | call
    | transactionControl
    | sessionControl
    | maintenance
    ;

explain
    : EXPLAIN ( PLAN FOR? | ANALYZE )? ( LPAREN option ( COMMA option )* RPAREN )? ( queryStatement | change )
    ;

call
    : CALL procedureCall
    | LBRACE ( dynamicParameter EQ )? CALL procedureCall RBRACE
    ;

procedureCall
    : qualifiedName ( LPAREN ( argument ( COMMA argument )* )? RPAREN )?
    ;

maintenance
    : CHECKPOINT PURGE?       # checkpoint
    | CHECK DATABASE          # checkDatabase
    | CHECK WAL               # checkWal
    | FLUSH WAL               # flushWal
    ;

// Queries

queryStatement
    : ( SETTING timeDefault ( COMMA timeDefault )* )? ( SEQUENCED VALID_TIME ( FROM arithmetic TO arithmetic )? )? query
    ;

timeDefault
    : DEFAULT timeAxis TO? periodSpec
    | identifier ( EQ | TO ) expression
    ;

timeAxis
    : VALID_TIME | SYSTEM_TIME
    ;

query
    : ( WITH RECURSIVE? commonTable ( COMMA commonTable )* )? queryBody ( ORDER BY sortItem ( COMMA sortItem )* )? rowLimit
    ;

commonTable
    : identifier columnNames? AS LPAREN query RPAREN
    ;

queryBody
    : queryTerm ( ( UNION | EXCEPT ) ( ALL | DISTINCT )? queryTerm )*
    ;

queryTerm
    : queryPrimary ( INTERSECT ( ALL | DISTINCT )? queryPrimary )*
    ;

queryPrimary
    : select                                          # selectQuery
    | VALUES valuesRow ( COMMA valuesRow )*           # valuesQuery
    | TABLE qualifiedName                             # tableQuery
    | LPAREN query RPAREN                             # nestedQuery
    | matchQuery                                      # patternQuery
    ;

valuesRow
    : ROW? LPAREN valueOrDefault ( COMMA valueOrDefault )* RPAREN
    | expression
    ;

valueOrDefault
    : DEFAULT | expression
    ;

sortItem
    : expression ( ASC | DESC )? ( NULLS ( FIRST | LAST ) )?
    ;

rowLimit
    : ( LBRACE LIMIT limitValue ( OFFSET limitValue )? RBRACE
        | LIMIT ( ALL | limitValue ( COMMA limitValue )? ) offset? | offset ( LIMIT ( ALL | limitValue ) | fetch )? | fetch )?
    ;

offset
    : OFFSET limitValue ( ROW | ROWS )?
    ;

fetch
    : FETCH ( FIRST | NEXT ) limitValue? ( ROW | ROWS ) ONLY
    ;

limitValue
    : INTEGER | dynamicParameter
    ;

select
    : SELECT ( ALL | DISTINCT )? selectItem ( COMMA selectItem )*
      ( FROM tableReference ( COMMA tableReference )* )?
      ( WHERE expression )?
      ( GROUP BY ( ALL | DISTINCT )? groupingElement ( COMMA groupingElement )* )?
      ( HAVING expression )?
      ( WINDOW namedWindow ( COMMA namedWindow )* )?
    ;

selectItem
    : STAR                                    # allColumns
    | qualifiedName DOT STAR                  # allColumnsOf
    | expression ( AS identifier | bareAlias )?   # selectedExpression
    ;

groupingElement
    : LPAREN RPAREN                                                                   # groupNothing
    | ROLLUP LPAREN expression ( COMMA expression )* RPAREN                           # groupRollup
    | CUBE LPAREN expression ( COMMA expression )* RPAREN                             # groupCube
    | GROUPING SETS LPAREN groupingElement ( COMMA groupingElement )* RPAREN          # groupSets
    | expression                                                                      # groupExpression
    ;

namedWindow
    : identifier AS windowSpecification
    ;

windowSpecification
    : LPAREN identifier? ( PARTITION BY expression ( COMMA expression )* )? ( ORDER BY sortItem ( COMMA sortItem )* )? windowFrame? RPAREN
    ;

windowFrame
    : ( ROWS | RANGE ) ( frameBound | BETWEEN frameBound AND frameBound ) frameExclusion?
    ;

frameBound
    : UNBOUNDED ( PRECEDING | FOLLOWING )
    | CURRENT ROW
    | arithmetic ( PRECEDING | FOLLOWING )
    ;

frameExclusion
    : EXCLUDE ( CURRENT ROW | GROUP | TIES | NO OTHERS )
    ;

// Tables

tableReference
    : tablePrimary joinedTable*
    ;

joinedTable
    : CROSS JOIN tablePrimary
    | NATURAL joinType? JOIN tablePrimary
    | TEMPORAL? joinType? JOIN tablePrimary ( ON expression | USING columnNames )?
    ;

joinType
    : INNER | ( LEFT | RIGHT | FULL ) OUTER?
    ;

tablePrimary
    : qualifiedName timeClause* ( tableAlias timeClause* )?                             # namedTable
    | LATERAL? LPAREN query RPAREN tableAlias?                                          # derivedTable
    | LATERAL? graphTable tableAlias?                                                   # patternTable
    | LATERAL? UNNEST LPAREN expression ( COMMA expression )* RPAREN ( WITH ORDINALITY )? tableAlias?   # unnestTable
    | LATERAL? TABLE LPAREN functionCall RPAREN tableAlias?                             # functionTable
    | LATERAL? functionCall tableAlias?                                                 # bareFunctionTable
    | LPAREN tableReference RPAREN                                                      # nestedTable
    | LBRACE identifier tableReference RBRACE                                           # escapedTable
    ;

tableAlias
    : ( AS identifier | bareAlias ) columnNames?
    ;

columnNames
    : LPAREN identifier ( COMMA identifier )* RPAREN
    ;

// Time

timeClause
    : FOR timeAxis periodSpec
    | FOR ALL timeAxis
    ;

periodSpec
    : AS OF arithmetic
    | ONLY? FROM arithmetic TO arithmetic
    | BETWEEN arithmetic AND arithmetic
    | CONTAINED IN LPAREN expression COMMA expression RPAREN
    | ALL
    ;

portion
    : FOR ( PORTION OF )? VALID_TIME ( FROM arithmetic ( TO arithmetic )? | ALL )
    | FOR ALL VALID_TIME
    ;

// Patterns

graphTable
    : GRAPH_TABLE LPAREN qualifiedName? timeClause* matchClause+ timeClause* rowsPer?
      COLUMNS LPAREN selectItem ( COMMA selectItem )* RPAREN RPAREN
    ;

rowsPer
    : ONE ROW PER ( MATCH | ( VERTEX | NODE ) LPAREN identifier RPAREN
        | STEP LPAREN identifier COMMA identifier COMMA identifier RPAREN )
    ;

matchQuery
    : matchClause+ RETURN ( ALL | DISTINCT )? selectItem ( COMMA selectItem )*
    ;

matchClause
    : OPTIONAL? MATCH pathPattern ( COMMA pathPattern )* timeClause* ( WHERE expression )?
    ;

pathPattern
    : ( identifier EQ )? pathSelector? pathMode? patternElement+
    ;

pathSelector
    : ALL SHORTEST?
    | ANY ( SHORTEST | INTEGER )?
    | SHORTEST INTEGER GROUPS?
    ;

pathMode
    : WALK | TRAIL | ACYCLIC | SIMPLE
    ;

patternElement
    : LPAREN elementFiller RPAREN                                                          # nodePattern
    | LPAREN pathMode? patternElement+ ( WHERE expression )? RPAREN patternQuantifier?     # subPathPattern
    | MINUS LBRACKET elementFiller cypherRange? RBRACKET MINUS GT? patternQuantifier?      # edgePattern
    | LT MINUS LBRACKET elementFiller cypherRange? RBRACKET MINUS patternQuantifier?       # edgeLeftPattern
    | MINUS GT? patternQuantifier?                                                         # shortEdge
    | LT MINUS patternQuantifier?                                                          # shortLeftEdge
    ;

elementFiller
    : identifier? ( ( IS | COLON ) labelExpression )? propertyMap? timeClause* ( WHERE expression )?
    ;

labelExpression
    : labelTerm ( PIPE COLON? labelTerm )*
    ;

labelTerm
    : labelFactor ( ( AMPERSAND | COLON ) labelFactor )*
    ;

labelFactor
    : BANG* ( qualifiedName | PERCENT | LPAREN labelExpression RPAREN )
    ;

propertyMap
    : LBRACE identifier COLON expression ( COMMA identifier COLON expression )* RBRACE
    ;

patternQuantifier
    : STAR
    | PLUS
    | QUESTION
    | LBRACE INTEGER RBRACE
    | LBRACE INTEGER? COMMA INTEGER? RBRACE
    ;

// Cypher's [k:T*1..3], standing for a quantifier behind the edge.
cypherRange
    : STAR ( INTEGER_RANGE | DOTS INTEGER | INTEGER )?
    ;

// Changes

change
    : insert | update | delete | merge | erase
    ;

insert
    : ( INSERT | UPSERT | PATCH ) INTO qualifiedName portion? ( AS identifier )? portion? columnNames? ( query | DEFAULT VALUES )
      onConflict? returning?
    ;

onConflict
    : ON CONFLICT columnNames? DO ( NOTHING | UPDATE SET assignment ( COMMA assignment )* ( WHERE expression )? )
    ;

update
    : UPDATE qualifiedName portion? ( AS identifier | bareAlias )? portion? SET assignment ( COMMA assignment )* ( WHERE expression )?
      returning?
    ;

assignment
    : qualifiedName EQ valueOrDefault
    | columnNames EQ ROW? LPAREN valueOrDefault ( COMMA valueOrDefault )* RPAREN
    ;

delete
    : DETACH? DELETE FROM qualifiedName portion? ( AS identifier | bareAlias )? portion? ( WHERE expression )? returning?
    ;

merge
    : MERGE INTO qualifiedName portion? ( AS identifier | bareAlias )? portion? USING tablePrimary ON expression mergeBranch+ returning?
    ;

mergeBranch
    : WHEN NOT? MATCHED ( AND expression )? THEN mergeAction
    ;

mergeAction
    : UPDATE SET assignment ( COMMA assignment )*                                               # mergeUpdate
    | DELETE                                                                                    # mergeDelete
    | DO NOTHING                                                                                # mergeNothing
    | INSERT columnNames? VALUES LPAREN valueOrDefault ( COMMA valueOrDefault )* RPAREN         # mergeInsert
    ;

erase
    : ERASE FROM qualifiedName ( AS identifier | bareAlias )? ( WHERE expression CASCADE? | FOR SYSTEM_TIME BEFORE expression )
      returning?
    ;

returning
    : RETURNING selectItem ( COMMA selectItem )*
    ;

// Definitions

definition
    : CREATE ( NODE | VERTEX | EDGE )? TABLE ifNotExists? qualifiedName LPAREN tableElement ( COMMA tableElement )* RPAREN
      withOptions?                                                                                              # createTable
    | CREATE UNIQUE? INDEX ifNotExists? indexName=qualifiedName? ON qualifiedName ( USING identifier )?
      LPAREN indexKey ( COMMA indexKey )* RPAREN withOptions?                                                   # createIndex
    | CREATE ( OR REPLACE )? VIEW ifNotExists? qualifiedName columnNames? AS query                              # createView
    | CREATE SCHEMA ifNotExists? qualifiedName                                                                  # createSchema
    | DROP ( ( NODE | VERTEX | EDGE )? TABLE | INDEX | VIEW | SCHEMA ) ifExists? qualifiedName ( COMMA qualifiedName )*
      dropBehaviour?                                                                                            # drop
    | ALTER TABLE ifExists? qualifiedName alterAction ( COMMA alterAction )*                                    # alterTable
    ;

ifNotExists
    : IF NOT EXISTS
    ;

ifExists
    : IF EXISTS
    ;

dropBehaviour
    : CASCADE | RESTRICT
    ;

tableElement
    : FROM qualifiedName        # sourceEndpoint
    | TO qualifiedName          # targetEndpoint
    | tableConstraint           # constraintElement
    | columnDefinition          # columnElement
    ;

columnDefinition
    : identifier dataType columnConstraint*
    ;

columnConstraint
    : NOT? NULL                                                                     # nullConstraint
    | DEFAULT arithmetic                                                            # defaultConstraint
    | GENERATED ( ALWAYS | BY DEFAULT ) AS IDENTITY                                 # identityConstraint
    | ( CONSTRAINT identifier )? PRIMARY KEY                                        # primaryKeyColumn
    | ( CONSTRAINT identifier )? UNIQUE                                             # uniqueColumn
    | ( CONSTRAINT identifier )? CHECK LPAREN expression RPAREN                     # checkColumn
    | ( CONSTRAINT identifier )? REFERENCES qualifiedName columnNames? referentialAction*   # referenceColumn
    ;

tableConstraint
    : ( CONSTRAINT identifier )? ( PRIMARY KEY | UNIQUE ) keyColumns                # keyConstraint
    | ( CONSTRAINT identifier )? CHECK LPAREN expression RPAREN                     # checkConstraint
    | ( CONSTRAINT identifier )? FOREIGN KEY referenceColumns REFERENCES qualifiedName referenceColumns? referentialAction*  # foreignKey
    ;

keyColumns
    : LPAREN identifier ( COMMA identifier )* ( COMMA VALID_TIME WITHOUT OVERLAPS )? RPAREN
    ;

referenceColumns
    : LPAREN identifier ( COMMA identifier )* ( COMMA PERIOD VALID_TIME )? RPAREN
    ;

referentialAction
    : ON ( DELETE | UPDATE ) ( NO ACTION | RESTRICT | CASCADE | SET NULL | SET DEFAULT )
    ;

alterAction
    : ADD tableConstraint                                                           # addConstraint
    | ADD COLUMN? ifNotExists? columnDefinition                                     # addColumn
    | DROP CONSTRAINT ifExists? identifier dropBehaviour?                           # dropConstraint
    | DROP COLUMN? ifExists? identifier dropBehaviour?                              # dropColumn
    | ALTER COLUMN? identifier ( SET DEFAULT arithmetic | DROP DEFAULT )            # alterDefault
    | ALTER COLUMN? identifier ( SET | DROP ) NOT NULL                              # alterNotNull
    | ALTER COLUMN? identifier ( SET DATA )? TYPE dataType                          # alterType
    | RENAME TO identifier                                                          # renameTable
    | RENAME COLUMN? identifier TO identifier                                       # renameColumn
    | SET LPAREN option ( COMMA option )* RPAREN                                    # setOptions
    ;

indexKey
    : identifier ( ASC | DESC )?
    ;

withOptions
    : WITH LPAREN option ( COMMA option )* RPAREN
    ;

option
    : ( identifier | NULL ) ( EQ? ( arithmetic | ON ) )?
    ;

// Loading and unloading

copy
    : COPY qualifiedName columnNames? portion? FROM STRING copyOptions?                         # copyFrom
    | COPY ( qualifiedName columnNames? | LPAREN query RPAREN ) TO STRING copyOptions?          # copyTo
    ;

copyOptions
    : WITH? LPAREN option ( COMMA option )* RPAREN
    ;

// Transactions and the session

transactionControl
    : ( BEGIN ( TRANSACTION | WORK )? | START TRANSACTION ) ( transactionMode ( COMMA? transactionMode )* )?
      ( WITH LPAREN transactionDefault ( COMMA transactionDefault )* RPAREN )?                  # begin
    | COMMIT ( TRANSACTION | WORK )? withOptions?                                               # commit
    | ROLLBACK ( TRANSACTION | WORK )? ( TO SAVEPOINT? identifier )?                            # rollback
    | SAVEPOINT identifier                                                                      # savepoint
    | RELEASE SAVEPOINT? identifier                                                             # release
    | SET TRANSACTION SYSTEM_TIME ( AS OF | TO | EQ )? expression                               # setTransactionTime
    | SET ( SESSION CHARACTERISTICS AS )? TRANSACTION transactionMode ( COMMA? transactionMode )*   # setTransaction
    ;

transactionMode
    : READ ( ONLY | WRITE )
    | ISOLATION LEVEL ( READ ( UNCOMMITTED | COMMITTED ) | REPEATABLE READ | SERIALIZABLE | SNAPSHOT )
    | DURABILITY ( EQ | TO )? ( identifier | STRING )
    ;

transactionDefault
    : timeAxis ( EQ expression | TO? periodSpec )
    | identifier EQ expression
    ;

sessionControl
    : SET DURABILITY ( EQ | TO )? ( identifier | STRING )                                       # setDurability
    | SET SCHEMA ( EQ | TO )? ( identifier | STRING )                                           # setSchema
    | SET SESSION? timeAxis ( TO | EQ )? ( periodSpec | DEFAULT )                               # setTime
    | SET SESSION? TIME ZONE ( EQ | TO )? ( STRING | identifier | LOCAL | DEFAULT )             # setTimeZone
    | SET SESSION? qualifiedName ( EQ | TO ) ( DEFAULT | ON | expression )                      # setProperty
    | SHOW ( TIME ZONE | TRANSACTION ISOLATION LEVEL | ALL | qualifiedName )                    # show
    ;

// Expressions

expression
    : conjunction ( OR conjunction )*
    ;

conjunction
    : negation ( AND negation )*
    ;

negation
    : NOT* predicate
    ;

predicate
    : arithmetic predicateTail*
    ;

predicateTail
    : comparison arithmetic                                                         # compare
    | IS NOT? ( NULL | TRUE | FALSE | UNKNOWN )                                     # isTest
    | IS NOT? DISTINCT FROM arithmetic                                              # isDistinct
    | IS NOT? JSON ( VALUE | OBJECT | ARRAY | SCALAR )?                             # isJson
    | NOT? BETWEEN ( SYMMETRIC | ASYMMETRIC )? arithmetic AND arithmetic            # between
    | NOT? IN LPAREN ( query | expression ( COMMA expression )* ) RPAREN            # in
    | NOT? ( LIKE | ILIKE | SIMILAR TO ) arithmetic ( ESCAPE arithmetic | LBRACE ESCAPE arithmetic RBRACE )?   # like
    | comparison ( ANY | SOME | ALL ) LPAREN ( query | expression ( COMMA expression )* ) RPAREN   # quantified
    | periodRelation arithmetic                                                     # period
    ;

comparison
    : EQ | NE | LT | LE | GT | GE
    ;

periodRelation
    : STRICTLY? ( OVERLAPS | CONTAINS | PRECEDES | SUCCEEDS | LEADS | LAGS )
    | IMMEDIATELY ( PRECEDES | SUCCEEDS | LEADS | LAGS )
    | EQUALS
    ;

arithmetic
    : signed ( ( PLUS | MINUS | STAR | SLASH | PERCENT | CONCAT ) signed )*
    ;

signed
    : ( PLUS | MINUS )* primary postfix*
    ;

postfix
    : LBRACKET expression RBRACKET
    | DOUBLE_COLON dataType
    | DOT identifier
    | AT ( LOCAL | TIME ZONE primary )
    ;

// A row constructor comes before a name: a bound of valid time and a list of columns could be read from its text as well.
primary
    : ROW LPAREN expression ( COMMA expression )* RPAREN                            # rowConstructor
    | qualifiedName                                                                 # columnReference
    | literal                                                                       # literalValue
    | dynamicParameter                                                              # parameter
    | functionCall nullTreatment? aggregateOrder? aggregateFilter? overClause?      # function
    | LPAREN expression ( COMMA expression )* RPAREN                                # parenthesised
    | LPAREN query RPAREN                                                           # scalarSubquery
    | EXISTS LPAREN query RPAREN                                                    # exists
    | CASE operand=expression? whenClause+ ( ELSE elseValue=expression )? END       # caseExpression
    | ( CAST | TRY_CAST ) LPAREN expression AS dataType RPAREN                      # cast
    | ARRAY LBRACKET ( expression ( COMMA expression )* )? RBRACKET                 # arrayConstructor
    | ARRAY LPAREN query RPAREN                                                     # arrayQuery
    | EXTRACT LPAREN identifier FROM expression RPAREN                              # extract
    | ( CEIL | CEILING | FLOOR ) LPAREN expression TO identifier RPAREN             # roundToUnit
    | POSITION LPAREN arithmetic IN arithmetic ( FROM arithmetic )? RPAREN          # position
    | SUBSTRING LPAREN expression FROM expression ( FOR expression )? RPAREN        # substring
    | OVERLAY LPAREN expression PLACING expression FROM expression ( FOR expression )? RPAREN   # overlay
    | TRIM LPAREN trimFrom RPAREN                                                   # trim
    | LBRACE identifier STRING RBRACE                                               # escapedLiteral
    | LBRACE identifier primary RBRACE                                              # escapedFunction
    ;

whenClause
    : WHEN expression ( COMMA expression )* THEN expression
    ;

trimFrom
    : ( BOTH | LEADING | TRAILING ) expression? FROM expression
    | expression ( FROM expression )?
    ;

functionCall
    : functionName LPAREN ( ( ALL | DISTINCT )? argument ( COMMA argument )* nullTreatment?
        ( ORDER BY sortItem ( COMMA sortItem )* )? ( SEPARATOR expression )? jsonClause* | STAR | jsonClause )? RPAREN
    ;

// The clauses of the functions of JSON; the words among them that are no keywords are checked by the builder.
jsonClause
    : RETURNING dataType
    | ( NULL | TRUE | FALSE | UNKNOWN | identifier ( ARRAY | identifier )? | DEFAULT expression ) ON ( NULL | identifier )
    | ( WITH | WITHOUT ) identifier? ARRAY? identifier
    | identifier identifier
    ;

functionName
    : qualifiedName | LEFT | RIGHT | INSERT
    ;

argument
    : ( identifier ARGUMENT_ARROW )? DEFAULT
    | ( identifier ARGUMENT_ARROW )? KEY? expression ( ( COLON | VALUE ) expression )? jsonFormat?
    ;

jsonFormat
    : FORMAT JSON
    ;

aggregateOrder
    : WITHIN GROUP LPAREN ORDER BY sortItem ( COMMA sortItem )* RPAREN
    ;

aggregateFilter
    : FILTER LPAREN WHERE expression RPAREN
    ;

nullTreatment
    : ( RESPECT | IGNORE ) NULLS
    ;

overClause
    : OVER ( identifier | windowSpecification )
    ;

literal
    : ( INTEGER | DECIMAL | APPROXIMATE )                                                   # number
    | ( STRING | NATIONAL_STRING | UNICODE_STRING )+                                        # string
    | BINARY_STRING                                                                         # binary
    | ( TRUE | FALSE | UNKNOWN )                                                            # truth
    | NULL                                                                                  # absent
    | ( DATE | TIME | TIMESTAMP | DATETIME | UUID ) STRING                                  # typedString
    | ( TIME | TIMESTAMP ) ( WITH LOCAL? | WITHOUT ) TIME ZONE STRING                       # zonedString
    | INTERVAL ( PLUS | MINUS )? STRING intervalQualifier                                   # interval
    | INTERVAL ( INTEGER | dynamicParameter | qualifiedName | LPAREN expression RPAREN ) intervalUnit   # intervalOf
    ;

intervalQualifier
    : intervalUnit ( LPAREN INTEGER ( COMMA INTEGER )? RPAREN )? ( TO intervalUnit ( LPAREN INTEGER RPAREN )? )?
    ;

intervalUnit
    : YEAR | QUARTER | MONTH | WEEK | DAY | HOUR | MINUTE | SECOND
    ;

dynamicParameter
    locals [ int index ]
    : QUESTION { $index = parameters++; }
    ;

dataType
    : identifier ( VARYING | PRECISION )? ( LPAREN INTEGER ( COMMA INTEGER )? RPAREN )?
      ( ( WITH LOCAL? | WITHOUT ) TIME ZONE )? ( ARRAY ( LBRACKET INTEGER? RBRACKET )? )*
    ;

// Names

qualifiedName
    : identifier ( DOT identifier )*
    ;

identifier
    : IDENTIFIER | QUOTED_IDENTIFIER | nonReserved | guarded
    ;

bareAlias
    : IDENTIFIER | QUOTED_IDENTIFIER | nonReserved
    ;

// Keywords that are names wherever no rule gives them a meaning.
nonReserved
    : ACTION | ACYCLIC | ADD | ALTER | ALWAYS | ANALYZE | ASC | ASYMMETRIC | AT | BEFORE | BEGIN | BOTH | CALL | CEIL | CEILING
    | CHARACTERISTICS | CHECKPOINT | COLUMN | COMMIT | COMMITTED | CONFLICT | CONTAINED | CONTAINS | COPY | CUBE | CURRENT
    | DATA | DATABASE | DATE | DATETIME | DAY | DESC | DETACH | DO | DURABILITY | EDGE | EQUALS | ERASE | EXCLUDE | EXPLAIN
    | EXTRACT | FILTER | FIRST | FLOOR | FLUSH | FOLLOWING | FORMAT | GENERATED | GRAPH_TABLE | GROUPING | GROUPS | HOUR | IDENTITY
    | IF | IGNORE | ILIKE | IMMEDIATELY | INDEX | ISOLATION | JSON | KEY | LAGS | LAST | LEADING | LEADS | LEVEL | LOCAL | MATCHED
    | MERGE | MINUTE | MONTH | NEXT | NO | NODE | NOTHING | NULLS | OBJECT | OF | ONLY | ORDINALITY | OTHERS | OVERLAPS | OVERLAY
    | PARTITION | PATCH | PER | PERIOD | PLACING | PLAN | PORTION | POSITION | PRECEDES | PRECEDING | PRECISION | PURGE
    | QUARTER | RANGE | READ | RECURSIVE | RELEASE | RENAME | REPEATABLE | REPLACE | RESPECT | ROLLBACK | ROLLUP | ROW | ROWS
    | SAVEPOINT | SCALAR | SCHEMA | SECOND | SEPARATOR | SEQUENCED | SERIALIZABLE | SESSION | SETS | SETTING | SHORTEST | SHOW | SIMPLE | SNAPSHOT
    | START | STEP | STRICTLY | SUBSTRING | SUCCEEDS | SYMMETRIC | SYSTEM_TIME | TEXT | TIES | TIME | TIMESTAMP | TRAIL
    | TRAILING | TRANSACTION | TRIM | TRY_CAST | TYPE | UNBOUNDED | UNCOMMITTED | UNNEST | UPSERT | UUID | VALID_TIME | VALUE
    | VARYING | VERTEX | VIEW | WAL | WALK | WEEK | WITHIN | WITHOUT | WORK | WRITE | YEAR | ZONE
    ;

// Keywords that may follow an item that could take an alias: names, but no aliases without AS.
guarded
    : CASCADE | COLUMNS | MATCH | ONE | OPTIONAL | RESTRICT | RETURN | RETURNING | TEMPORAL
    ;
